using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WaitingRoom.Booking.Holding;
using WaitingRoom.Booking.Managing;
using WaitingRoom.Booking.Offers;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Booking.Pages.Booking;

/// <summary>Vaccine and postcode, then what is free; choosing one holds it.</summary>
[Authorize(Policy = BookingSession.CodePolicy)]
internal sealed class OffersModel(OfferDesk offers, BookingDesk desk, Holder holder) : SearchPage<OfferList>
{
    public async Task<IActionResult> OnGet() => await Prepare() is { } refusal ? Refuse(refusal) : await Show();

    /// <param name="leg">centre/date/slot, one for each dose.</param>
    public async Task<IActionResult> OnPost(string[] leg, [FromForm(Name = IdempotencyKey.Field)] string? key)
    {
        if (await Prepare() is { } refusal)
        {
            return Refuse(refusal);
        }

        if (!IdempotencyKey.TryRead(key, out var read) || ReadLegs(leg) is not { } legs)
        {
            return BadRequest();
        }

        var answer = await holder.Hold(Session, read, new HoldRequest(Vaccine ?? "", legs, Postcode));
        if (answer.IsGiven(out var pair, out refusal))
        {
            return SeeOther(pair.Reference is { } reference ? $"/booking/bookings/{reference}" : $"/booking/holds/{pair.Id}");
        }

        if (refusal.Problem.Name is "code-already-holds" or "code-already-booked")
        {
            // The start page knows where what is already there is shown.
            return SeeOther("/booking");
        }

        return await ShowWith(refusal);
    }

    protected override Task<Answer<OfferList>> Find() => offers.Find(Session, Vaccine, Postcode, From);

    private async Task<ProblemResult?> Prepare()
    {
        var current = await desk.Current(Session);
        if (!current.IsGiven(out var code, out var refusal))
        {
            return refusal;
        }

        ChooseFrom(code.Vaccines);
        return null;
    }
}
