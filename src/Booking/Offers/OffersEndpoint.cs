using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using WaitingRoom.Booking.Availability;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Booking.Representations;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Wording;

namespace WaitingRoom.Booking.Offers;

/// <summary>GET /booking/offers: the earliest pairs for a vaccine near a postcode.</summary>
internal static class OffersEndpoint
{
    public static void Map(IEndpointRouteBuilder routes, Door door) => door.Group(routes, "/offers", "Offers")
        .MapGet("", Answer)
        .WithName(door.Named("FindOffers"))
        .WithSummary("The earliest pairs of a vaccine near a postcode")
        .WithDescription("Reserves nothing. At most ten offers by the date of the first dose, nearer centres first among equals, and beside them the nearest. Says openly what others hold at the moment.")
        .Produces<OfferList>()
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> Answer(
        HttpContext context, OfferDesk desk, [FromQuery] string? vaccine, [FromQuery] string? postcode, [FromQuery] string? from)
    {
        context.Response.Headers.CacheControl = "no-store";
        var answer = await desk.Find(BookingSession.Of(context), vaccine, postcode, from);
        return answer.IsGiven(out var offers, out var refusal) ? Results.Json(offers, BookingJson.Default.OfferList) : refusal;
    }
}

/// <summary>Reads what a person asks for and searches.</summary>
internal sealed class OfferDesk(CampaignBook campaigns, AvailabilityBoard board, OfferSearch search)
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
        return board.IsLoaded ? search.Find(new OfferQuery(session.Group, vaccine, postcode, from, session.Channel), edition) : Refusals.Busy();
    }

    /// <summary>Nothing typed is no date and well.</summary>
    public static bool TryReadDate(string? typed, out DateOnly? date)
    {
        var well = DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read);
        date = well ? read : null;
        return well || string.IsNullOrEmpty(typed);
    }
}
