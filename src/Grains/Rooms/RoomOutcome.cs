using System.Text.Json.Serialization;

namespace WaitingRoom.Grains.Rooms;

/// <summary>How a room answers. A closed set.</summary>
[JsonPolymorphic]
[JsonDerivedType(typeof(Configured), "configured")]
[JsonDerivedType(typeof(Overtaken), "overtaken")]
[JsonDerivedType(typeof(Committed), "committed")]
[JsonDerivedType(typeof(DrawFixed), "draw-fixed")]
[JsonDerivedType(typeof(Entered), "entered")]
[JsonDerivedType(typeof(PreQueueOver), "pre-queue-over")]
[JsonDerivedType(typeof(PreQueueOnly), "pre-queue-only")]
[JsonDerivedType(typeof(Drawn), "drawn")]
[JsonDerivedType(typeof(TooEarly), "too-early")]
[JsonDerivedType(typeof(BlockTaken), "block-taken")]
[JsonDerivedType(typeof(Serving), "serving")]
[JsonDerivedType(typeof(Admitted), "admitted")]
[JsonDerivedType(typeof(AlreadyClaimed), "already-claimed")]
[JsonDerivedType(typeof(NotYet), "not-yet")]
[JsonDerivedType(typeof(OneMoment), "one-moment")]
[JsonDerivedType(typeof(TurnLost), "turn-lost")]
[JsonDerivedType(typeof(TurnExtended), "turn-extended")]
[JsonDerivedType(typeof(Reentered), "reentered")]
[JsonDerivedType(typeof(NotAdmitting), "not-admitting")]
[JsonDerivedType(typeof(NeverIssued), "never-issued")]
[JsonDerivedType(typeof(StaffAdmitted), "staff-admitted")]
[JsonDerivedType(typeof(SessionRenewed), "session-renewed")]
[JsonDerivedType(typeof(SessionOver), "session-over")]
[JsonDerivedType(typeof(Invalid), "invalid")]
public abstract record RoomOutcome
{
    private RoomOutcome()
    {
    }

    /// <param name="Before">What was set until now, for the audit.</param>
    public sealed record Configured(RoomSettings Before, RoomSettings After) : RoomOutcome;

    /// <summary>Nothing was changed: the settings are no longer those that the asker saw.</summary>
    public sealed record Overtaken(RoomSettings Now) : RoomOutcome;

    public sealed record Committed(Draws.DrawCommitment Commitment) : RoomOutcome;

    /// <summary>What a draw rests on (its promise, its beacon, its opening) does not change once people rely on it.</summary>
    public sealed record DrawFixed(string Reason) : RoomOutcome;

    /// <summary>The tickets have the numbers from <paramref name="First"/> to <paramref name="Last"/>, both included.</summary>
    public sealed record Entered(long First, long Last) : RoomOutcome;

    /// <summary>The opening has passed; take a block.</summary>
    public sealed record PreQueueOver : RoomOutcome;

    /// <summary>A draw is still to come; enter tickets instead of taking a block.</summary>
    public sealed record PreQueueOnly : RoomOutcome;

    public sealed record Drawn(Draws.Draw Draw) : RoomOutcome;

    public sealed record TooEarly(DateTimeOffset OpensAt) : RoomOutcome;

    /// <summary>Numbers from <paramref name="First"/> to <paramref name="Last"/>, both included, belong to the asker.</summary>
    public sealed record BlockTaken(long First, long Last) : RoomOutcome;

    public sealed record Serving(long Number, TickReport Report) : RoomOutcome;

    /// <param name="SessionEnds">When the session ends unless it is renewed.</param>
    public sealed record Admitted(long Number, DateTimeOffset SessionEnds) : RoomOutcome;

    /// <summary>This number was used before. The holder of its ticket may be given the same admission again, never a second one.</summary>
    /// <param name="SessionEnds">Null when the session is over.</param>
    public sealed record AlreadyClaimed(long Number, DateTimeOffset? SessionEnds) : RoomOutcome;

    /// <param name="Place">The asker's place.</param>
    /// <param name="NowServing">The last place called.</param>
    public sealed record NotYet(long Place, long NowServing) : RoomOutcome;

    /// <summary>It is your turn, and the door is just full: the ceiling holds strictly. Ask again in a second; the turn does not run out meanwhile.</summary>
    public sealed record OneMoment : RoomOutcome;

    /// <param name="MayReenter">Whether coming back near the front is still possible.</param>
    public sealed record TurnLost(bool MayReenter) : RoomOutcome;

    public sealed record TurnExtended(DateTimeOffset Until) : RoomOutcome;

    /// <summary>The turn is given again, this once.</summary>
    public sealed record Reentered(DateTimeOffset Until) : RoomOutcome;

    /// <summary>Nobody is let in now.</summary>
    public sealed record NotAdmitting(RoomPhase Phase) : RoomOutcome;

    public sealed record NeverIssued : RoomOutcome;

    /// <param name="Number">Negative: staff do not stand in the line.</param>
    public sealed record StaffAdmitted(long Number, DateTimeOffset SessionEnds) : RoomOutcome;

    public sealed record SessionRenewed(DateTimeOffset SessionEnds) : RoomOutcome;

    public sealed record SessionOver : RoomOutcome;

    public sealed record Invalid(string Reason) : RoomOutcome;
}

/// <summary>Why this many were called and not more: the answer to "why only 40 per minute?".</summary>
/// <param name="Released">Places called in this tick.</param>
/// <param name="Bound">What held it down.</param>
/// <param name="TargetPerMinute">The flow of admissions aimed at.</param>
/// <param name="SessionRoom">Free session places, those on their way already taken off.</param>
/// <param name="StockRoom">People who may still come in for the appointments left; null when nobody counts.</param>
public sealed record TickReport(
    DateTimeOffset At,
    RoomPhase Phase,
    long Released,
    AdmissionBound Bound,
    double TargetPerMinute,
    double NoShowRate,
    int Active,
    long Pending,
    long Waiting,
    long SessionRoom,
    long? StockRoom,
    double? BackendPerMinute,
    int StaffInWindow);

/// <summary>What bounds the admissions.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AdmissionBound>))]
public enum AdmissionBound
{
    /// <summary>The phase admits nobody.</summary>
    [JsonStringEnumMemberName("phase")]
    Phase,

    /// <summary>Everybody who waits has been called.</summary>
    [JsonStringEnumMemberName("nobody-waiting")]
    NobodyWaiting,

    [JsonStringEnumMemberName("ceiling")]
    Ceiling,

    [JsonStringEnumMemberName("sessions")]
    Sessions,

    [JsonStringEnumMemberName("backend")]
    Backend,

    [JsonStringEnumMemberName("stock")]
    Stock,
}
