using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using WaitingRoom.Queue.Rooms;
using WaitingRoom.Web.Problems;
using WaitingRoom.Web.Security;

namespace WaitingRoom.Queue.Tokens;

/// <summary>Where a request carries its ticket: <c>Authorization: Bearer</c>, the JSON member <c>ticket</c>, or the room's cookie; in this order, because a program that writes it down means it.</summary>
internal static class TicketRequest
{
    private const string Scheme = "Bearer ";

    /// <summary>As long as a person may come back; a campaign's rush is over within days.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(14);

    /// <summary>A claim holds one ticket and nothing else.</summary>
    private const int LongestBody = 8 * 1024;

    public static string? FromHeaderOrCookie(HttpRequest request, OpenRoom room, WebCookies cookies) =>
        request.Headers.Authorization is [{ } authorization] && authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? authorization[Scheme.Length..].Trim()
            : request.Cookies[CookieOf(room, cookies)];

    /// <exception cref="BadHttpRequestException">The body is no JSON object or too long.</exception>
    public static async ValueTask<string?> Find(HttpRequest request, OpenRoom room, WebCookies cookies)
    {
        if (request.Headers.Authorization.Count == 0 && request.HasJsonContentType() && request.ContentLength is not 0)
        {
            if (request.ContentLength is > LongestBody)
            {
                throw new BadHttpRequestException("The body is too long.", StatusCodes.Status413PayloadTooLarge);
            }

            if ((await ReadBody(request))?.Ticket is { Length: > 0 } ticket)
            {
                return ticket;
            }
        }

        return FromHeaderOrCookie(request, room, cookies);
    }

    public static void Remember(HttpResponse response, OpenRoom room, string ticket, WebCookies cookies)
    {
        var options = cookies.NewOptions();
        options.MaxAge = Remembered;
        response.Cookies.Append(CookieOf(room, cookies), ticket, options);
    }

    public static ProblemResult ProblemOf(TicketReading reading) => reading switch
    {
        TicketReading.Missing => RoomProblems.TicketMissing(),
        TicketReading.Forged => RoomProblems.TicketForged(),
        TicketReading.WrongKind => RoomProblems.TicketWrongKind(),
        TicketReading.WrongRoom => RoomProblems.TicketWrongRoom(),
        TicketReading.WrongBrowser => RoomProblems.TicketWrongBrowser(),
        // The very answers of a number whose turn has not come, or of a full door.
        TicketReading.Endless => RoomProblems.OneMoment(),
        _ => throw new InvalidOperationException($"No problem for {reading.GetType().Name}."),
    };

    private static async ValueTask<TicketBody?> ReadBody(HttpRequest request)
    {
        try
        {
            return await request.ReadFromJsonAsync(TicketBodyJson.Default.TicketBody, request.HttpContext.RequestAborted);
        }
        catch (JsonException fault)
        {
            throw new BadHttpRequestException("The body is not the JSON object that was expected.", fault);
        }
    }

    private static string CookieOf(OpenRoom room, WebCookies cookies) => cookies.NameOf("wr-ticket-" + room.Id.Name);
}

internal sealed record TicketBody(string? Ticket);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TicketBody))]
internal sealed partial class TicketBodyJson : JsonSerializerContext;
