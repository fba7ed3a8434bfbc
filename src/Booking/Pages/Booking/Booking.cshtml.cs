using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WaitingRoom.Booking.Appointments;
using WaitingRoom.Booking.Managing;
using WaitingRoom.Booking.Sessions;

namespace WaitingRoom.Booking.Pages.Booking;

/// <summary>The confirmation, and what became of it.</summary>
[Authorize(Policy = BookingSession.CodePolicy)]
internal sealed class BookingModel(BookingDesk desk) : BookingPage
{
    public PairView? Pair { get; private set; }

    public async Task<IActionResult> OnGet(string reference)
    {
        var answer = await desk.Read(Session, reference);
        if (!answer.IsGiven(out var pair, out var refusal))
        {
            return refusal;
        }

        Pair = pair;
        return Page();
    }
}
