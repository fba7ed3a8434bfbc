using System.Text;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Support;

namespace WaitingRoom.Browser.Tests.Hosting;

/// <summary>A room that draws, step by step, at the pace of the test.</summary>
internal static class DrawnRoom
{
    /// <summary>Promised, with the pre-queue begun.</summary>
    public static async Task<string> Gather(SiteHost site, string name)
    {
        var begun = site.Now;
        var room = await site.NewRoom(name, new RoomSettings(60)
        {
            Order = RoomOrder.Draw,
            PreQueueAt = begun.AddMinutes(1),
            OpensAt = begun.AddMinutes(10),
            Beacon = "operator:numbers of a lottery",
            Override = RoomOverride.Paused,
        });
        await Patience.Until(async () => (await site.Read(room)).Commitment is not null);
        site.Move(TimeSpan.FromSeconds(70));
        await Patience.Until(async () => await site.StateOf(room) == "pre-queue");
        return room;
    }

    /// <summary>The opening has come; the value has not.</summary>
    public static async Task Close(SiteHost site, string room)
    {
        site.Move(TimeSpan.FromMinutes(10));
        await Patience.Until(async () => await site.StateOf(room) == "awaiting-draw");
    }

    public static async Task Draw(SiteHost site, string room)
    {
        await site.Put("draw-beacon/" + room, Encoding.UTF8.GetBytes("""{"value":"3 14 15 92","enteredBy":"operator-1","at":"2026-01-01T00:00:00Z"}"""));
        await Patience.Until(async () => (await site.Read(room)).Draw is not null);
    }
}
