using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WaitingRoom.Booking.Appointments;
using WaitingRoom.Booking.Holding;
using WaitingRoom.Booking.Managing;
using WaitingRoom.Booking.Offers;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Web.Components;

namespace WaitingRoom.Booking.Pages.Booking;

/// <summary>What is to be moved and near where, then what could be had; choosing one moves it.</summary>
[Authorize(Policy = BookingSession.CodePolicy)]
internal sealed class RebookModel(BookingDesk desk, MoveOffers offers, Rebooker rebooker) : BookingPage
{
    private const string All = "all";

    /// <summary>"all" or the number of the one dose to be moved.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Dose { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Postcode { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    public PairView? Pair { get; private set; }

    /// <summary>Null before a search.</summary>
    public OfferList? Found { get; private set; }

    public IReadOnlyList<Choice> Choices => Pair!.Legs.Count == 1
        ? [new Choice(All, ManageTexts.TheOne.ToString())]
        : [new Choice(All, ManageTexts.Both.ToString()), .. Pair.Legs.Select(leg => new Choice(leg.Dose.ToString(CultureInfo.InvariantCulture), ManageTexts.OnlyDose.With(leg.Dose).ToString()))];

    private int? OneDose => int.TryParse(Dose, NumberStyles.None, CultureInfo.InvariantCulture, out var dose) ? dose : null;

    /// <summary>The offer with what is kept, in the order of the doses.</summary>
    public IReadOnlyList<OfferLeg> With(Offer offer) => OneDose is { } dose && Pair!.Legs.Count > 1
        ? [.. Pair.Legs.Select(leg => leg.Dose == dose ? offer.Legs[0] : new OfferLeg(leg.Centre, leg.Date, leg.Time, leg.Slot))]
        : offer.Legs;

    public async Task<IActionResult> OnGet(string reference)
    {
        if (await Load(reference) is { } other)
        {
            return other;
        }

        if (Dose is null && Postcode is null)
        {
            (Dose, Postcode) = (All, Pair!.Legs[0].Centre.Postcode);
            return Page();
        }

        return await Search(reference) ?? Page();
    }

    /// <param name="leg">centre/date/slot, one for each appointment.</param>
    public async Task<IActionResult> OnPost(string reference, string[] leg, [FromForm(Name = IdempotencyKey.Field)] string? key)
    {
        if (!IdempotencyKey.TryRead(key, out var read) || ReadLegs(leg) is not { } legs)
        {
            return BadRequest();
        }

        var answer = await rebooker.Rebook(Session, reference, read, new RebookRequest(legs));
        if (answer.IsGiven(out _, out var refusal))
        {
            return SeeOther($"/booking/bookings/{reference}");
        }

        // The refusal stands above what could be had now.
        return await Load(reference) ?? await Search(reference) ?? Refuse(refusal);
    }

    /// <summary>Null when there is a booking to be moved.</summary>
    private async Task<IActionResult?> Load(string reference)
    {
        var answer = await desk.Read(Session, reference);
        if (!answer.IsGiven(out var pair, out var refusal))
        {
            return refusal;
        }

        Pair = pair;
        return pair.Status == PairStatus.Booked ? null : SeeOther($"/booking/bookings/{reference}");
    }

    private async Task<IActionResult?> Search(string reference)
    {
        var answer = await offers.Find(Session, reference, OneDose, Postcode, From);
        if (answer.IsGiven(out var found, out var refusal))
        {
            Found = found;
            return null;
        }

        return refusal.Problem.Name switch
        {
            "postcode-invalid" => RefuseField(nameof(Postcode), refusal),
            "query-not-understood" => RefuseField(nameof(From), refusal),
            _ => Refuse(refusal),
        };
    }
}
