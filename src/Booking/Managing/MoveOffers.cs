using WaitingRoom.Booking.Availability;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Booking.Offers;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Grains.Codes;

namespace WaitingRoom.Booking.Managing;

/// <summary>What a person with appointments could have in place of them: both anew, or one that keeps its interval to the other.</summary>
internal sealed class MoveOffers(CampaignBook campaigns, AvailabilityBoard board, OfferSearch search, BookingDesk desk)
{
    /// <param name="dose">The one to be moved; null for all.</param>
    public async Task<Answer<OfferList>> Find(BookingSession session, string reference, int? dose, string? typedPostcode, string? typedFrom)
    {
        if (await campaigns.Get() is not { } edition)
        {
            return Refusals.NotOpenYet();
        }

        if (await desk.Settled(session.Code!.Value) is not { } state || !board.IsLoaded)
        {
            return Refusals.Busy();
        }

        if (!state.IsBooked || BookingDesk.PairOf(state, reference) is not { } pair)
        {
            return Refusals.BookingUnknown();
        }

        if (!Postcode.TryRead(typedPostcode, out var postcode))
        {
            return Refusals.PostcodeInvalid();
        }

        if (!OfferDesk.TryReadDate(typedFrom, out var from))
        {
            return Refusals.QueryNotUnderstood();
        }

        if (edition.Campaign.FindVaccine(pair.Legs[0].Slot.Vaccine) is not { } vaccine)
        {
            return ChangeRefusals.NotPossible(RefusalTexts.VaccineUnknownTitle);
        }

        // The age that counts is that of the first dose; where only the second is moved it stays what it was.
        int[] born = state.Origin?.BirthYear is { } year && (dose ?? 1) == 1 ? [year] : [];
        var query = new OfferQuery(session.Group, vaccine, postcode, from, session.Channel) { BirthYears = born };
        if (dose is null && pair.Legs.Count == vaccine.Doses)
        {
            return Others(search.Find(query, edition), pair);
        }

        var one = query with { Vaccine = vaccine with { Doses = 1 } };
        var within = Kept(pair, dose) is { } kept && pair.Legs.Count == vaccine.Doses ? Within(one, kept.Day.Date, kept == pair.Legs[0], vaccine.MinDays, vaccine.MaxDays) : one;
        return Others(search.Find(within, edition), pair);
    }

    /// <summary>Without what the person has already.</summary>
    private static OfferList Others(OfferList found, Pair pair) => found with
    {
        Offers = [.. found.Offers.Where(offer => !offer.Legs.All(leg => pair.Legs.Any(own => (own.Day.Centre, own.Day.Date, own.Slot.ToString()) == (leg.Centre.Id, leg.Date, leg.Slot))))],
    };

    /// <summary>The appointment that stays; null where nothing does.</summary>
    private static Leg? Kept(Pair pair, int? dose) => dose is null ? null : pair.Legs.FirstOrDefault(leg => ChangeLimit.DoseOf(pair, leg) != dose);

    private static OfferQuery Within(OfferQuery query, DateOnly kept, bool keptIsFirst, int minDays, int maxDays)
    {
        var least = Math.Max(1, minDays);
        var (earliest, latest) = keptIsFirst ? (kept.AddDays(least), kept.AddDays(maxDays)) : (kept.AddDays(-maxDays), kept.AddDays(-least));
        return query with { From = query.From > earliest ? query.From : earliest, Until = latest };
    }
}
