using System.Globalization;
using WaitingRoom.Booking.Availability;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Booking.Eligibility;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Campaigns;

namespace WaitingRoom.Booking.Offers;

/// <summary>Reads what a person asks for and searches. What the person could not book is not offered.</summary>
internal sealed class OfferDesk(IGrains grains, CampaignBook campaigns, AvailabilityBoard board, OfferSearch search, TimeProvider time)
{
    public async Task<Answer<OfferList>> Find(BookingSession session, string? vaccineId, string? typedPostcode, string? typedFrom)
    {
        if (await campaigns.Get() is not { } edition)
        {
            return Refusals.NotOpenYet();
        }

        if (edition.Campaign.FindVaccine(vaccineId ?? "") is not { } vaccine)
        {
            return Refusals.VaccineUnknown();
        }

        if (!Postcode.TryRead(typedPostcode, out var postcode))
        {
            return Refusals.PostcodeInvalid();
        }

        if (!TryReadDate(typedFrom, out var from))
        {
            return Refusals.QueryNotUnderstood();
        }

        // An empty board would read as "sold out".
        if (!board.IsLoaded || await grains.Read(session.Code!.Value) is not { } state)
        {
            return Refusals.Busy();
        }

        var now = time.GetUtcNow();
        if ((Standing.Refusal(state, session.Channel, edition, now) ?? (Standing.MayTake(state.Origin, vaccine, now) ? null : Refusals.VaccineNotForAge(vaccine))) is { } refusal)
        {
            return refusal;
        }

        return search.Find(
            new OfferQuery(session.Group, vaccine, postcode, from, session.Channel) { BirthYears = state.Origin?.BirthYear is { } born ? [born] : [] }, edition);
    }

    /// <summary>Nothing typed is no date and well.</summary>
    public static bool TryReadDate(string? typed, out DateOnly? date)
    {
        var well = DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read);
        date = well ? read : null;
        return well || string.IsNullOrEmpty(typed);
    }
}
