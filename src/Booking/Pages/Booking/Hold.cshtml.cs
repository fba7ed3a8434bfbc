using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WaitingRoom.Booking.Appointments;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Booking.Confirming;
using WaitingRoom.Booking.Contacts;
using WaitingRoom.Booking.Holding;
using WaitingRoom.Booking.Offers;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Identity;

namespace WaitingRoom.Booking.Pages.Booking;

/// <summary>The held pair, its clock and the form that makes it a booking.</summary>
[Authorize(Policy = BookingSession.CodePolicy)]
internal sealed class HoldModel(IGrains grains, CampaignBook campaigns, Holder holder, Confirmer confirmer, TimeProvider time) : BookingPage
{
    private PairId pairId;

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    /// <summary>Kept when the form comes back, so that pressing again after an open outcome repeats the same request.</summary>
    [BindProperty(Name = IdempotencyKey.Field)]
    public string Key { get; set; } = IdempotencyKey.New();

    public PairView? Pair { get; private set; }

    /// <summary>What can be had in place of a pair that is gone; null while it is not.</summary>
    public OfferList? Next { get; private set; }

    /// <summary>Null once the hold has run out.</summary>
    public DateTimeOffset? HeldUntil { get; private set; }

    public string HeldUntilClock => ClockOf(HeldUntil!.Value, Pair!.Legs[0].Zone);

    public int HoldMinutes { get; private set; }

    public async Task<IActionResult> OnGet(string id) => await Load(id) ?? Page();

    public async Task<IActionResult> OnPost(string id)
    {
        if (!PairIds.TryRead(id, out pairId) || !IdempotencyKey.TryRead(Key, out var key))
        {
            return BadRequest();
        }

        if (Contact.Faults(Name, Email, Phone, out var contact) is { Count: > 0 } faults)
        {
            return await Load(id) ?? RefuseFields(faults, FieldOf);
        }

        var answer = await confirmer.Confirm(Session, key, pairId, contact);
        if (answer.IsGiven(out var pair, out var refusal))
        {
            return SeeOther($"/booking/bookings/{pair.Reference}");
        }

        if (refusal.Problem.Extras?["next"] is { } next)
        {
            // The pair is gone: the truth first, and under it what can be had instead.
            Next = next.Deserialize(BookingJson.Default.OfferList);
            return Refuse(refusal);
        }

        return refusal.Problem.Status is 409 or 503 ? await Load(id) ?? Refuse(refusal) : refusal;
    }

    public async Task<IActionResult> OnPostExtend(string id)
    {
        if (!PairIds.TryRead(id, out pairId))
        {
            return Refusals.HoldUnknown();
        }

        ModelState.Clear();
        var answer = await holder.Extend(Session, pairId);
        return answer.Refusal is { } refusal ? await Load(id) ?? Refuse(refusal) : SeeOther($"/booking/holds/{id}");
    }

    public async Task<IActionResult> OnPostRelease(string id)
    {
        if (!PairIds.TryRead(id, out pairId))
        {
            return Refusals.HoldUnknown();
        }

        ModelState.Clear();
        return await holder.Release(Session, pairId) is { } refusal ? await Load(id) ?? Refuse(refusal) : SeeOther("/booking/offers");
    }

    /// <summary>Null when the hold is there to be shown.</summary>
    private async Task<IActionResult?> Load(string id)
    {
        if (!PairIds.TryRead(id, out pairId))
        {
            return Refusals.HoldUnknown();
        }

        if (await campaigns.Get() is not { } edition || await grains.Read(Session.Code!.Value) is not { } state)
        {
            return Refusals.Busy();
        }

        if (state.Pair is not { } pair || pair.Id != pairId || state.Phase == PairPhase.Undoing)
        {
            return Refusals.HoldUnknown();
        }

        if (state.Phase != PairPhase.Held)
        {
            return SeeOther($"/booking/bookings/{pair.Reference}");
        }

        Pair = PairViews.Of(pair, PairStatus.Held, state.PhaseSince, edition);
        HeldUntil = state.HoldsAt(time.GetUtcNow()) ? pair.HeldUntil : null;
        HoldMinutes = edition.Campaign.HoldMinutes;
        return null;
    }

    internal static string FieldOf(string field) => field switch
    {
        "email" => nameof(Email),
        "phone" => nameof(Phone),
        _ => nameof(Name),
    };
}
