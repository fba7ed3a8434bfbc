using WaitingRoom.Grains.Documents;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Admin.Rooms;

/// <summary>The document <c>rooms</c>, changed by compare-and-set.</summary>
internal sealed class RoomRegister(IDocuments documents)
{
    /// <summary>Operators are a handful; whoever loses this often competes with a program.</summary>
    private const int Attempts = 5;

    public async Task<RoomList> Read(CancellationToken cancellation) =>
        await documents.Get(RoomList.DocumentName, cancellation) is { } stored ? RoomList.FromJson(stored.Body) : RoomList.Empty;

    /// <summary>Puts the room into the list unless it stands there so already. False when the list is full.</summary>
    /// <exception cref="LedgerUnavailableException">Others changed the list at every attempt.</exception>
    public async Task<bool> Include(RoomEntry room, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var stored = await documents.Get(RoomList.DocumentName, cancellation);
            var list = stored is null ? RoomList.Empty : RoomList.FromJson(stored.Body);
            if (list.Find(room.Name) == room)
            {
                return true;
            }

            var changed = list.With(room);
            if (changed.Rooms.Count > RoomList.MostRooms)
            {
                return false;
            }

            if (await documents.Put(RoomList.DocumentName, stored?.Version ?? 0, changed.ToJson(), cancellation))
            {
                return true;
            }
        }

        throw new LedgerUnavailableException("The list of rooms was changed by others at every attempt.");
    }
}
