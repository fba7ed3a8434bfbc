using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WaitingRoom.Booking.Appointments;
using WaitingRoom.Booking.Contacts;
using WaitingRoom.Booking.Holding;
using WaitingRoom.Booking.Managing;
using WaitingRoom.Booking.Sessions;

namespace WaitingRoom.Booking.Pages.Booking;

/// <summary>New contact data for a booking; the old is never shown.</summary>
[Authorize(Policy = BookingSession.CodePolicy)]
internal sealed class ContactModel(BookingDesk desk, ContactChanging changing) : BookingPage
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty(Name = IdempotencyKey.Field)]
    public string Key { get; set; } = IdempotencyKey.New();

    public string Reference { get; private set; } = "";

    public async Task<IActionResult> OnGet(string reference)
    {
        Reference = reference;
        var answer = await desk.Read(Session, reference);
        return !answer.IsGiven(out var pair, out var refusal) ? refusal
            : pair.Status == PairStatus.Booked ? Page()
            : SeeOther($"/booking/bookings/{reference}");
    }

    public async Task<IActionResult> OnPost(string reference)
    {
        Reference = reference;
        if (!IdempotencyKey.TryRead(Key, out var key))
        {
            return BadRequest();
        }

        if (Contact.Faults(Name, Email, Phone, out var contact) is { Count: > 0 } faults)
        {
            return RefuseFields(faults, HoldModel.FieldOf);
        }

        return await changing.Change(Session, reference, key, contact) is not { } refusal ? SeeOther($"/booking/bookings/{reference}")
            : refusal.Problem.Status is 409 or 503 ? Refuse(refusal)
            : refusal;
    }
}
