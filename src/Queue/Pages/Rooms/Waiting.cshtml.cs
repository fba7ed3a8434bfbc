using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WaitingRoom.Queue.Bots;
using WaitingRoom.Queue.Rooms;
using WaitingRoom.Queue.Status;
using WaitingRoom.Queue.Tokens;
using WaitingRoom.Queue.Waiting;
using WaitingRoom.Web.Languages;
using WaitingRoom.Web.Problems;
using WaitingRoom.Web.Security;

namespace WaitingRoom.Queue.Pages.Rooms;

/// <summary>GET /rooms/{room}: what this is and the way in, or the place in line; the same as data for programs. Changes nothing.</summary>
[IgnoreAntiforgeryToken]
internal sealed class WaitingModel(OpenRooms rooms, Tickets tickets, BotDoor bots, WebCookies cookies) : PageModel
{
    private OpenRoom? room;

    public string Path => "/rooms/" + room!.Id.Name;

    public Text Heading => room!.Title;

    /// <summary>A ticket was sent that is worth nothing here.</summary>
    public bool HasUnusableTicket { get; private set; }

    public PlaceInLine? Place { get; private set; }

    /// <summary>What joining asks for.</summary>
    public JoinForm Form { get; private set; } = JoinForm.Free;

    /// <summary>People between now serving and the end of the line.</summary>
    public long WaitingPeople { get; private set; }

    public async Task<IActionResult> OnGetAsync([FromRoute(Name = "room")] string name)
    {
        if (!rooms.TryFind(name, out room))
        {
            return RoomProblems.Unknown();
        }

        if (room.Sight is not { } sight)
        {
            return RoomProblems.Unavailable();
        }

        WaitingPeople = Math.Max(0, room.HandedOut - sight.Serving);
        BrowserSecret.TryRead(Request, cookies, out var browser);
        var reading = await tickets.Read(TicketRequest.FromHeaderOrCookie(Request, room, cookies), room.Id.Name, browser);
        Place = reading.Standing is { } standing ? new PlaceInLine(room.PlaceOf(standing.Number), sight.Serving, sight.CeilingPerMinute) : null;
        HasUnusableTicket = Place is null && reading is not TicketReading.Missing;
        Response.Headers.CacheControl = "no-store";
        Response.Headers.Append("Vary", "Accept, Accept-Language");
        if (Place is null && ClientPreference.WantsPage(Request))
        {
            Form = await bots.FormFor(room, HttpContext);
        }

        return ClientPreference.WantsPage(Request) ? Page() : new JsonResult(AsData(sight), RoomViewJson.Default.Options);
    }

    private RoomView AsData(RoomSight sight) => new(
        room!.Id.Name, Heading.ToString(), sight.Serving, WaitingPeople, Place?.Number, Place?.Ahead, Place?.IsTurn,
        Path + "/tickets", Path + "/status", Path + "/admissions");
}

/// <summary>The room as a program sees it; the members of the place are absent without a valid ticket.</summary>
internal sealed record RoomView(
    string Room,
    string Title,
    long NowServing,
    long Waiting,
    long? Number,
    long? Ahead,
    bool? YourTurn,
    string TicketsUrl,
    string StatusUrl,
    string AdmissionsUrl);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RoomView))]
internal sealed partial class RoomViewJson : JsonSerializerContext;
