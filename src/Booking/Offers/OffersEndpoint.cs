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
using WaitingRoom.Grains.Days;

namespace WaitingRoom.Booking.Offers;

/// <summary>GET /booking/offers: the earliest pairs for a vaccine near a postcode.</summary>
internal static class OffersEndpoint
{
    public const string Path = "/booking/offers";

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet(Path, Answer)
        .RequireAuthorization(BookingSession.CodePolicy)
        .WithMetadata(Representation.Data)
        .WithTags("Offers")
        .WithName("FindOffers")
        .WithSummary("The earliest pairs of a vaccine near a postcode")
        .WithDescription("Reserves nothing. At most ten offers by the date of the first dose, nearer centres first among equals, and beside them the nearest. Says openly what others hold at the moment.")
        .Produces<OfferList>()
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> Answer(
        HttpContext context, OfferDesk desk, [FromQuery] string? vaccine, [FromQuery] string? postcode, [FromQuery] string? from)
    {
        context.Response.Headers.CacheControl = "no-store";
        var session = ((SessionPrincipal)context.User).Session;
        var answer = await desk.Find(session.Group, vaccine, postcode, from);
        return answer.IsGiven(out var offers, out var refusal) ? Results.Json(offers, BookingJson.Default.OfferList) : refusal;
    }
}

/// <summary>Reads what a citizen asks for and searches.</summary>
internal sealed class OfferDesk(CampaignBook campaigns, AvailabilityBoard board, OfferSearch search)
{
    public async Task<Answer<OfferList>> Find(int group, string? vaccineId, string? typedPostcode, string? typedFrom)
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

        DateOnly? from = null;
        if (!string.IsNullOrEmpty(typedFrom))
        {
            if (!DateOnly.TryParseExact(typedFrom, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                return Refusals.QueryNotUnderstood();
            }

            from = date;
        }

        // An empty board would read as "sold out".
        return board.IsLoaded ? search.Find(new OfferQuery(group, vaccine, postcode, from, Channel.Web), edition) : Refusals.Busy();
    }
}
