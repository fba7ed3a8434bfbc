using WaitingRoom.Grains;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Booking.Appointments;

/// <summary>What is true of a booking now.</summary>
/// <param name="Since">When it came to be so.</param>
/// <param name="SealedContact">Empty where it was not kept.</param>
/// <param name="SealedFor">The pair under whose id it was sealed: another than <paramref name="Pair"/> where that took the other's place.</param>
internal sealed record BookingFact(Pair Pair, PairStatus Status, DateTimeOffset Since, ReadOnlyMemory<byte> SealedContact, PairId SealedFor)
{
    /// <summary>How often it was moved, cancelled in part, and at last cancelled.</summary>
    public int Changes { get; private init; }

    /// <summary>Appointments that were cancelled alone.</summary>
    public IReadOnlyList<Leg> Dropped { get; private init; } = [];

    /// <summary>What was booked under the same reference before and no longer is; the newest last.</summary>
    public IReadOnlyList<EndedPair> Earlier { get; private init; } = [];

    /// <summary>Null when the code has no booking of this reference, or one that ended before its appointments were kept.</summary>
    public static BookingFact? Of(CodeState state, string reference)
    {
        if (state.Pair is { } pair && pair.Reference == reference)
        {
            PairStatus? status = state.Phase switch
            {
                PairPhase.Booking => PairStatus.Pending,
                PairPhase.Undoing => StatusOf(state.End),
                _ => state.IsBooked ? PairStatus.Booked : null,
            };
            return status is { } known
                ? new BookingFact(pair, known, state.PhaseSince, state.SealedContact, state.SealedFor ?? pair.Id)
                {
                    Changes = known == PairStatus.Cancelled ? state.Changes + 1 : state.Changes, Dropped = state.Dropped, Earlier = EarlierOf(state, reference),
                }
                : null;
        }

        return state.Ended.FindLast(ended => ended.Reference == reference) is { Pair: { } over } end
            ? new BookingFact(over, StatusOf(end.End), end.At, end.SealedContact, end.ContactOf ?? over.Id)
            {
                Changes = end.Changes + 1, Dropped = end.Dropped, Earlier = EarlierOf(state, reference),
            }
            : null;
    }

    private static IReadOnlyList<EndedPair> EarlierOf(CodeState state, string reference) =>
        [.. state.Ended.Where(ended => ended is { End: PairEnd.Replaced, Pair: not null } && ended.Reference == reference)];

    private static PairStatus StatusOf(PairEnd end) => end == PairEnd.Cancelled ? PairStatus.Cancelled : PairStatus.Failed;
}

/// <summary>Looks bookings up by the reference on their confirmation.</summary>
internal sealed class BookingFacts(IGrains grains, IReadModels readModels)
{
    /// <exception cref="LedgerUnavailableException">Storage did not answer.</exception>
    public async ValueTask<BookingFact?> Find(string reference, CancellationToken cancellation) =>
        await readModels.FindCode(reference, cancellation) is { } stream
            ? BookingFact.Of(await grains.Read(new CodeId(stream.Key)) ?? throw new LedgerUnavailableException(), reference)
            : null;
}
