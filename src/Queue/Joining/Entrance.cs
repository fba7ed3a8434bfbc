using WaitingRoom.Grains.Draws;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Draws;
using WaitingRoom.Queue.Rooms;
using WaitingRoom.Queue.Tokens;

namespace WaitingRoom.Queue.Joining;

/// <summary>The one way to a number: through the pre-queue where a draw is to come, from the node's own block otherwise.</summary>
internal sealed class Entrance(DrawRooms draws, KeptPlaces kept, TimeProvider time)
{
    /// <returns><see cref="EntryResult.Entered"/>, <see cref="EntryResult.TooEarly"/> or <see cref="EntryResult.Busy"/>.</returns>
    public async Task<EntryResult> EnterAsync(OpenRoom room, BrowserSecret browser)
    {
        var draw = draws.Of(room.Id);
        if (await draw.See() is not { } state)
        {
            return new EntryResult.Busy();
        }

        if (state.Settings.Order == RoomOrder.Draw)
        {
            var entry = await draw.PreQueue.EnterAsync(RosterLeaf.Of(room.Id.Name, browser.Hash));
            // Whoever took part in the draw finds their number there for ever; once it is spent they line up like everyone who came after the opening.
            if (entry is not EntryResult.Over && !(entry is EntryResult.Entered(var drawn) && await kept.IsSpent(room, new Place(drawn, time.GetUtcNow()))))
            {
                return entry;
            }
        }

        return await room.Numbers.TakeAsync() is { } number ? new EntryResult.Entered(number) : new EntryResult.Busy();
    }

    /// <summary>Where the receipt of this number will be; null for a number that takes part in no draw.</summary>
    public async ValueTask<string?> ReceiptOf(OpenRoom room, long number, DateTimeOffset now) =>
        await draws.Of(room.Id).See() is { Settings: { Order: RoomOrder.Draw, OpensAt: { } opensAt } } state && (now < opensAt || number <= state.Roster.Count)
            ? ReceiptEndpoint.PathOf(room.Id.Name, number)
            : null;
}
