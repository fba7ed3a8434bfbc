using WaitingRoom.Booking.Appointments;
using WaitingRoom.Booking.Holding;
using WaitingRoom.Booking.Managing;
using WaitingRoom.Booking.Messages.Confirmations;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Booking.Agents;

/// <summary>Queues confirmations on paper, for callers who have neither e-mail nor a mobile phone.</summary>
internal sealed class LetterQueue(BookingDesk desk, IOutbox outbox, TimeProvider time)
{
    /// <summary>Null when it is queued, also when it was before under the same key.</summary>
    public async Task<ProblemResult?> Add(BookingSession session, string reference, IdempotencyKey key)
    {
        var answer = await desk.Read(session, reference);
        if (!answer.IsGiven(out var pair, out var refusal))
        {
            return refusal;
        }

        if (pair is not { Status: PairStatus.Booked, Reference: { } booked })
        {
            return Refusals.BookingUnknown();
        }

        try
        {
            await outbox.Add(new Projection.MessageQueued(OperationId.Derive(BookingAuthor.Letter, booked, key.Value), BookingAuthor.Letter, booked, time.GetUtcNow()));
            return null;
        }
        catch (LedgerUnavailableException)
        {
            return Refusals.OutcomeUnknown();
        }
    }
}
