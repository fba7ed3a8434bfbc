using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Booking.Holding;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Campaigns;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;

namespace WaitingRoom.Booking.Offers;

/// <summary>The next-best pairs for somebody who has just lost one.</summary>
internal sealed class Alternatives(IGrains grains, OfferSearch search)
{
    public ValueTask<OfferList?> To(HoldRequest request, BookingSession session, CampaignEdition edition) => Find(
        edition.Campaign.FindVaccine(request.Vaccine),
        Postcode.TryRead(request.Postcode, out var postcode) ? postcode : edition.FindCentre(request.Legs[0].Centre)?.Postcode,
        session,
        edition);

    public ValueTask<OfferList?> To(Pair pair, BookingSession session, CampaignEdition edition) => Find(
        edition.Campaign.FindVaccine(pair.Legs[0].Slot.Vaccine), edition.FindCentre(pair.Legs[0].Day.Centre)?.Postcode, session, edition);

    private async ValueTask<OfferList?> Find(Vaccine? vaccine, string? postcode, BookingSession session, CampaignEdition edition)
    {
        if (vaccine is null || postcode is null)
        {
            return null;
        }

        var origin = (await grains.Read(session.Code!.Value))?.Origin;
        return search.Find(new OfferQuery(session.Group, vaccine, postcode, From: null, session.Channel) { BirthYears = origin?.BirthYear is { } born ? [born] : [] }, edition);
    }
}
