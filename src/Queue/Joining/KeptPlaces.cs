using WaitingRoom.Grains;
using WaitingRoom.Queue.Rooms;
using WaitingRoom.Queue.Tokens;
using WaitingRoom.Web.Security;

namespace WaitingRoom.Queue.Joining;

/// <summary>
/// Which place a browser has in a room: by the ticket that it shows, or by what it got lately. A number that is worth nothing any more is no place, so that nobody
/// stands outside for good because they once missed their turn.
/// </summary>
internal sealed class KeptPlaces(Tickets tickets, IGrains grains, WebCookies cookies, TimeProvider time)
{
    /// <summary>
    /// See <see cref="WaitingRoom.Grains.Rooms.RoomState.IsSpent"/>. What this node saw last answers nearly always; only a number that seems spent is looked up once more, because a turn may
    /// have been extended in the second since.
    /// </summary>
    public async ValueTask<bool> IsSpent(OpenRoom room, Place place)
    {
        if (place.Endless || room.Sight is not { } seen)
        {
            return false;
        }

        var (at, now) = (room.PlaceOf(place.Number), time.GetUtcNow());
        return seen.State.IsSpent(place.Number, at, now) && await grains.Read(room.Id) is { } newest && newest.IsSpent(place.Number, at, now);
    }

    /// <summary>Null when the browser may join. A join that is under way is waited for.</summary>
    public async ValueTask<KeptPlace?> Find(OpenRoom room, string? ticket, BrowserSecret browser)
    {
        if ((await tickets.Read(ticket, room.Id.Name, browser)).Standing is { } shown && !await IsSpent(room, shown))
        {
            return new KeptPlace(shown, Brought: true);
        }

        if (room.RecentJoins.Find(browser.Key) is { } join && await join is { } recent)
        {
            if (!await IsSpent(room, recent))
            {
                return new KeptPlace(recent, Brought: false);
            }

            room.RecentJoins.Forget(browser.Key, recent.Number);
        }

        return null;
    }

    /// <summary>The same with the ticket of the request's header or cookie.</summary>
    public ValueTask<KeptPlace?> Find(OpenRoom room, Microsoft.AspNetCore.Http.HttpRequest request, BrowserSecret browser) =>
        Find(room, TicketRequest.FromHeaderOrCookie(request, room, cookies), browser);
}

/// <param name="Brought">The request had brought this very ticket.</param>
internal sealed record KeptPlace(Place Place, bool Brought);
