using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Draws;
using WaitingRoom.Queue.Rooms;
using WaitingRoom.Queue.Tokens;
using WaitingRoom.Web.Security;

namespace WaitingRoom.Queue.Pages.Rooms;

/// <summary>GET /rooms/{room}/draw/check: how the draw was made, and a check of it in the visitor's own browser. Without script it says how to check by hand.</summary>
internal sealed class DrawCheckModel(OpenRooms rooms, DrawRooms draws, Tickets tickets, WebCookies cookies) : PageModel
{
    public RoomState State { get; private set; } = null!;

    public string Name => State.Id.Name;

    public string FilePath => $"/rooms/{Name}/draw";

    public bool IsDrawn => State.Draw is not null;

    /// <summary>The visitor's own ticket, where the request brought one that took part.</summary>
    public long? Number { get; private set; }

    public string? BrowserHash { get; private set; }

    public async Task<IActionResult> OnGetAsync([FromRoute(Name = "room")] string name)
    {
        if (!rooms.TryFind(name, out var room))
        {
            return RoomProblems.Unknown();
        }

        if (await draws.Of(room.Id).See() is not { } state)
        {
            return RoomProblems.Unavailable();
        }

        if (state is not { Settings.Order: RoomOrder.Draw, Commitment: not null })
        {
            return DrawProblems.NoDraw();
        }

        State = state;
        BrowserSecret.TryRead(Request, cookies, out var browser);
        if (await tickets.Read(TicketRequest.FromHeaderOrCookie(Request, room, cookies), name, browser) is TicketReading.Valid valid && valid.Place.Number <= state.Roster.Count)
        {
            (Number, BrowserHash) = (valid.Place.Number, valid.Browser.Hash);
        }

        Response.Headers.CacheControl = "no-store";
        return Page();
    }
}
