using Microsoft.AspNetCore.Http;
using WaitingRoom.Booking.Codes.Batches;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Codes;

namespace WaitingRoom.Booking.Codes;

/// <summary>Binds a session to a code.</summary>
internal sealed class Redeeming(IGrains grains, CodeHashing hashing, BatchBook batches, GuessLimits limits)
{
    /// <summary>What the person typed is judged in this order: its form, the limit on tries, and only then whether there is such a code.</summary>
    public async Task<Answer<Redeemed>> Redeem(HttpContext context, BookingSession session, string? typed)
    {
        // A slip of the hand that the check character finds is no guess: it costs no try and asks nobody.
        if (!BookingCode.TryRead(typed, out var code))
        {
            return Refusals.CodeMistyped();
        }

        if (limits.Count(session.Id, context) is { } wait)
        {
            return Refusals.TooManyCodes(wait);
        }

        var id = await hashing.Of(code);
        if (await grains.Read(id) is not { } state)
        {
            return Refusals.Busy();
        }

        if (!state.Issued)
        {
            limits.Missed(session.Id);
            return Refusals.CodeUnknown();
        }

        // Who has booked still comes in, to read it or to cancel.
        return state.Phase is PairPhase.None or PairPhase.Held && await batches.IsRevoked(state.Origin)
            ? Refusals.CodeRevoked()
            : new Redeemed(session.For(id, state.Group), state);
    }
}

internal sealed record Redeemed(BookingSession Session, CodeState State);
