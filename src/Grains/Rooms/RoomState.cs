using System.Collections.Immutable;
using WaitingRoom.Grains.Draws;

namespace WaitingRoom.Grains.Rooms;

/// <summary>A waiting room: who has a number, who is being called, who came, who is inside. Immutable.</summary>
public sealed record RoomState(RoomId Id)
{
    public RoomSettings Settings { get; init; } = RoomSettings.Default;

    /// <summary>True once the stock went below what those inside and called will need; false again when it recovers.</summary>
    public bool StockGone { get; init; }

    /// <summary>The last number given out, in the pre-queue or in blocks; the first number is 1.</summary>
    public long Issued { get; init; }

    /// <summary>The pre-queue's tickets, as far as their Merkle root needs them. Its count is how many take part in a draw.</summary>
    public MerkleFrontier Roster { get; init; } = MerkleFrontier.Empty;

    public DrawCommitment? Commitment { get; init; }

    /// <summary>The draw, once it has taken place.</summary>
    public Draw? Draw { get; init; }

    /// <summary>"Now serving": every place up to this one has been called.</summary>
    public long Serving { get; init; }

    /// <summary>When the room last counted its credit.</summary>
    public DateTimeOffset ServedAt { get; init; }

    /// <summary>Fraction of a call left over then.</summary>
    public double Credit { get; init; }

    /// <summary>Calls whose window is still open, the oldest first.</summary>
    public ImmutableList<Call> Calls { get; init; } = [];

    /// <summary>Places that have claimed their admission, one bit each.</summary>
    public NumberSet Claimed { get; init; } = NumberSet.Empty;

    /// <summary>Places whose turn lasts longer than their call's, until when.</summary>
    public ImmutableDictionary<long, DateTimeOffset> Extended { get; init; } = ImmutableDictionary<long, DateTimeOffset>.Empty;

    /// <summary>Places that have used their one extension or their one return.</summary>
    public ImmutableHashSet<long> ExtensionUsed { get; init; } = [];

    public ImmutableHashSet<long> ReturnUsed { get; init; } = [];

    /// <summary>Since when the operator holds everybody; turns do not run out meanwhile.</summary>
    public DateTimeOffset? HeldSince { get; init; }

    /// <summary>Those inside, by number. Staff have negative numbers.</summary>
    public ImmutableDictionary<long, ActiveSession> Sessions { get; init; } = ImmutableDictionary<long, ActiveSession>.Empty;

    /// <summary>When sessions run out, soonest first.</summary>
    public ImmutableSortedSet<SessionEnd> SessionEnds { get; init; } = [];

    public AdmissionWindow Admissions { get; init; } = AdmissionWindow.Empty;

    /// <summary>Admissions of staff within the same ten seconds.</summary>
    public AdmissionWindow StaffAdmissions { get; init; } = AdmissionWindow.Empty;

    /// <summary>When staff last knocked.</summary>
    public DateTimeOffset? StaffSeenAt { get; init; }

    /// <summary>Admissions that the long run still owed when somebody last passed the door, and when that was.</summary>
    public double DoorCredit { get; init; }

    public DateTimeOffset DoorAt { get; init; }

    /// <summary>Staff admitted ever; gives the next one its number.</summary>
    public long StaffAdmitted { get; init; }

    /// <summary>Turns that came to an end, claimed or not, up to <see cref="RoomLimits.NoShowMemory"/>; how much the rate rests on.</summary>
    public int TurnsSeen { get; init; }

    /// <summary>Share of called people who did not come, 0 to 1, over the last turns.</summary>
    public double NoShowRate { get; init; }

    /// <summary>Called, not yet come, window still open.</summary>
    public long Pending { get; init; }

    public RoomPhase PhaseAt(DateTimeOffset now) => RoomClock.PhaseAt(this, now);

    /// <summary>True once somebody relies on the draw that was promised: its order, beacon and opening then stay as they are.</summary>
    public bool DrawIsFixed(DateTimeOffset now) => Draw is not null || Roster.Count > 0 || (Commitment is not null && Settings.OpensAt <= now);

    /// <summary>True when a draw promised under <paramref name="before"/> would be another one under <paramref name="after"/>.</summary>
    public static bool PromisesOtherwise(RoomSettings before, RoomSettings after) =>
        before.Order != after.Order || before.Beacon != after.Beacon || before.OpensAt != after.OpensAt;

    /// <summary>Where a ticket number stands in the line: drawn for those of the pre-queue, as issued for the others. 1 is first.</summary>
    public long PlaceOf(long number) => Draw is { } draw && number <= draw.Count ? draw.Permutation()!.Of(number - 1) + 1 : number;

    /// <summary>The window that a call leaves open for <paramref name="place"/>, or null when it was never called.</summary>
    public DateTimeOffset? TurnEnds(long place)
    {
        if (Extended.TryGetValue(place, out var extended))
        {
            return extended;
        }

        var called = Calls.FindLast(c => c.From <= place && place <= c.To);
        return called?.Until;
    }

    /// <summary>True while a called place may still be claimed. Time stands still while everybody is held.</summary>
    public bool TurnIsOpen(long place, DateTimeOffset now) => TurnEnds(place) is { } ends && ends > (HeldSince ?? now);

    /// <summary>
    /// True once a number is worth nothing any more: its turn was missed and no return is left, or it was used and its session is over. It never becomes worth
    /// something again by itself, so its holder may join anew.
    /// </summary>
    /// <param name="place">Where the number stands, see <see cref="PlaceOf"/>.</param>
    public bool IsSpent(long number, long place, DateTimeOffset now) => place <= Serving && (Claimed.Contains(place)
        ? !Sessions.TryGetValue(number, out var session) || session.Until <= now
        : !TurnIsOpen(place, now) && !MayReturn(place));

    /// <summary>Whether a missed turn may be had again.</summary>
    public bool MayReturn(long place) => Settings.GraceReentry && !ReturnUsed.Contains(place);
}

/// <summary>Places called at one instant.</summary>
/// <param name="Until">When their turn runs out.</param>
public sealed record Call(long From, long To, DateTimeOffset Until, int Claimed);

/// <param name="Until">When it runs out unless renewed.</param>
/// <param name="Latest">When it ends at the latest.</param>
public sealed record ActiveSession(DateTimeOffset Until, DateTimeOffset Latest);

public readonly record struct SessionEnd(DateTimeOffset Until, long Number) : IComparable<SessionEnd>
{
    public int CompareTo(SessionEnd other)
    {
        var byTime = Until.CompareTo(other.Until);
        return byTime != 0 ? byTime : Number.CompareTo(other.Number);
    }

    public static bool operator <(SessionEnd left, SessionEnd right) => left.CompareTo(right) < 0;

    public static bool operator >(SessionEnd left, SessionEnd right) => left.CompareTo(right) > 0;

    public static bool operator <=(SessionEnd left, SessionEnd right) => left.CompareTo(right) <= 0;

    public static bool operator >=(SessionEnd left, SessionEnd right) => left.CompareTo(right) >= 0;
}
