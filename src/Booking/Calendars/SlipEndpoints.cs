using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WaitingRoom.Booking.CheckIn;
using WaitingRoom.Booking.Managing;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Web.Languages;

namespace WaitingRoom.Booking.Calendars;

/// <summary>What a person takes along: the calendar file and the QR code.</summary>
internal static class SlipEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var booking = routes.MapGroup(BookingEndpoints.Path + "/{reference}").RequireAuthorization(BookingSession.CodePolicy).WithTags("Bookings");
        booking.MapGet("calendar.ics", Calendar)
            .WithName("ReadCalendar")
            .WithSummary("The appointments as an iCalendar file; of a cancelled booking their cancellation")
            .Produces(StatusCodes.Status200OK, contentType: "text/calendar")
            .ProducesProblem(StatusCodes.Status404NotFound);
        booking.MapGet("qr.svg", Code)
            .WithName("ReadQrCode")
            .WithSummary("The signed reference for the check-in, as a QR code")
            .Produces(StatusCodes.Status200OK, contentType: "image/svg+xml")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> Calendar(HttpContext context, BookingDesk desk, BookingCalendar calendar, string reference)
    {
        context.Response.Headers.CacheControl = "no-store";
        var answer = await desk.Fact(((SessionPrincipal)context.User).Session, reference);
        return answer.IsGiven(out var known, out var refusal)
            ? Results.File(calendar.Write(known.Fact, known.Edition, Language.Current.Basis), BookingCalendar.ContentTypeOf(known.Fact), BookingCalendar.FileName)
            : refusal;
    }

    private static async Task<IResult> Code(HttpContext context, BookingDesk desk, CheckInTokens tokens, string reference)
    {
        context.Response.Headers.CacheControl = "no-store";
        var answer = await desk.Fact(((SessionPrincipal)context.User).Session, reference);
        return answer.IsGiven(out var known, out var refusal)
            ? Results.Text(CheckInCode.ToSvg(await tokens.Write(known.Fact.Pair.Reference)), "image/svg+xml", Encoding.UTF8)
            : refusal;
    }
}
