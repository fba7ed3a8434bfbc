using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WaitingRoom.Booking.Appointments;
using WaitingRoom.Booking.Managing;
using WaitingRoom.Booking.Sessions;

namespace WaitingRoom.Booking.Pages.Booking;

/// <summary>Asks once more before appointments are given away.</summary>
[Authorize(Policy = BookingSession.CodePolicy)]
internal sealed class CancelModel(BookingDesk desk, Rebooker rebooker) : BookingPage
{
    public PairView? Pair { get; private set; }

    public Task<IActionResult> OnGet(string reference) => Show(reference);

    /// <param name="dose">The only one to be cancelled; null for all.</param>
    public async Task<IActionResult> OnPost(string reference, [FromForm] int? dose)
    {
        var answer = dose is { } one ? await rebooker.CancelOne(Session, reference, one) : await desk.Cancel(Session, reference);
        if (answer.IsGiven(out var pair, out var refusal))
        {
            return SeeOther($"/booking/bookings/{pair.Reference ?? reference}");
        }

        if (refusal.Problem.Status is not (503 or 409))
        {
            return refusal;
        }

        var shown = await Show(reference);
        return Pair is null ? shown : Refuse(refusal);
    }

    private async Task<IActionResult> Show(string reference)
    {
        var answer = await desk.Read(Session, reference);
        if (!answer.IsGiven(out var pair, out var refusal))
        {
            return refusal;
        }

        Pair = pair;
        return pair.Status == PairStatus.Booked ? Page() : SeeOther($"/booking/bookings/{reference}");
    }
}
