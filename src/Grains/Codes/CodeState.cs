using System.Collections.Immutable;
using System.Text.Json.Serialization;
using WaitingRoom.Grains.Identity;

namespace WaitingRoom.Grains.Codes;

/// <summary>How far the pair of a code has come.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PairPhase>))]
public enum PairPhase
{
    /// <summary>Nothing held or booked.</summary>
    None,

    /// <summary>Both seats are held, until the pair's instant.</summary>
    Held,

    /// <summary>The person has confirmed; both days are being asked to book. Not acknowledged yet.</summary>
    Booking,

    /// <summary>Both days have booked.</summary>
    Booked,

    /// <summary>Failed or cancelled; both seats are being given back.</summary>
    Undoing,

    /// <summary>Booked, and the days are being asked for another pair in its place.</summary>
    Rebooking,

    /// <summary>Booked; the other pair could not be had, and what was taken of it is being given back.</summary>
    Reverting,

    /// <summary>Booked anew; what the person does not keep of the former pair is being given back.</summary>
    Replacing,
}

/// <summary>Why a pair ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PairEnd>))]
public enum PairEnd
{
    /// <summary>One of the days could not book, so neither did.</summary>
    Failed,

    /// <summary>The person cancelled.</summary>
    Cancelled,

    /// <summary>The person has another pair in its place, or one appointment less.</summary>
    Replaced,
}

/// <summary>A booking code: the group it was issued for and the pair booked with it. Immutable.</summary>
public sealed record CodeState(CodeId Id)
{
    public bool Issued { get; init; }

    /// <summary>The booking group: the code is valid at the centres of this group.</summary>
    public int Group { get; init; }

    public CodeOrigin? Origin { get; init; }

    public PairPhase Phase { get; init; }

    /// <summary>The pair in any phase but None.</summary>
    public Pair? Pair { get; init; }

    /// <summary>Contact data as sealed at the edge, from the confirmation on. The core cannot open it.</summary>
    public ReadOnlyMemory<byte> SealedContact { get; init; }

    /// <summary>The pair under whose id <see cref="SealedContact"/> was sealed, where that is not <see cref="Pair"/> because it took another's place.</summary>
    public PairId? ContactOf { get; init; }

    /// <summary>How often what was booked has changed since it was first booked: numbers the calendar file.</summary>
    public int Changes { get; init; }

    /// <summary>Appointments of the booking that were cancelled alone, each with its dose.</summary>
    public ImmutableList<Leg> Dropped { get; init; } = [];

    /// <summary>While rebooking or reverting: the pair that was to take the place.</summary>
    public Pair? Next { get; init; }

    /// <summary>While replacing: the pair whose place was taken.</summary>
    public Pair? Former { get; init; }

    /// <summary>While seats are being given back: when they are anybody's; null for at once.</summary>
    public DateTimeOffset? SeatsBackAt { get; init; }

    /// <summary>When the current phase began.</summary>
    public DateTimeOffset PhaseSince { get; init; }

    /// <summary>Why the pair is being undone.</summary>
    public PairEnd End { get; init; }

    /// <summary>Pairs that were booked with this code, or nearly so, and ended; the newest last.</summary>
    public ImmutableList<EndedPair> Ended { get; init; } = [];

    /// <summary>The person has appointments, whatever is being changed about them.</summary>
    public bool IsBooked => Phase is PairPhase.Booked or PairPhase.Rebooking or PairPhase.Reverting or PairPhase.Replacing;

    /// <summary>Something was begun that somebody has to finish.</summary>
    public bool IsUnfinished => Phase is PairPhase.Booking or PairPhase.Undoing or PairPhase.Rebooking or PairPhase.Reverting or PairPhase.Replacing;

    /// <summary>Under which pair's id the contact data was sealed; null where there is none.</summary>
    public PairId? SealedFor => SealedContact.IsEmpty ? null : ContactOf ?? Pair?.Id;

    public bool HoldsAt(DateTimeOffset now) => Phase == PairPhase.Held && Pair!.HeldUntil > now;
}

/// <summary>A pair that is over.</summary>
public sealed record EndedPair(PairId Id, string Reference, PairEnd End, DateTimeOffset At)
{
    /// <summary>What it was, so that its end can still be told; null where it ended before this was kept.</summary>
    public Pair? Pair { get; init; }

    /// <summary>Contact data as sealed at the edge; empty where there was none or it was not kept.</summary>
    public ReadOnlyMemory<byte> SealedContact { get; init; }

    /// <summary>The pair under whose id <see cref="SealedContact"/> was sealed; null for this one.</summary>
    public PairId? ContactOf { get; init; }

    /// <summary>As <see cref="CodeState.Changes"/>, its end not counted.</summary>
    public int Changes { get; init; }

    /// <summary>As <see cref="CodeState.Dropped"/>.</summary>
    public ImmutableList<Leg> Dropped { get; init; } = [];
}
