using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Queue.Rooms;

/// <summary>The rooms of this host by name, as the list of rooms says now.</summary>
internal sealed class OpenRooms(IGrains grains, StorageContact storage, TimeProvider time) : IAdmissionHistory
{
    private FrozenDictionary<string, OpenRoom> byName = FrozenDictionary<string, OpenRoom>.Empty;

    public IEnumerable<OpenRoom> All => Volatile.Read(ref byName).Values;

    public bool TryFind(string? name, [NotNullWhen(true)] out OpenRoom? room)
    {
        room = null;
        return name is not null && Volatile.Read(ref byName).TryGetValue(name, out room);
    }

    public bool TryFind(ReadOnlySpan<char> name, [NotNullWhen(true)] out OpenRoom? room) =>
        Volatile.Read(ref byName).GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out room);

    public IReadOnlyList<TickReport> Recent(RoomId room) => TryFind(room.Name, out var open) ? open.Ticks.Recent() : [];

    /// <summary>Opens what is new, forgets what is gone, and leaves what stays as it is. Called by the serving loop only.</summary>
    public void Follow(RoomList list)
    {
        var known = Volatile.Read(ref byName);
        var next = new Dictionary<string, OpenRoom>(StringComparer.Ordinal);
        foreach (var entry in list.Rooms.Where(entry => entry.Fault() is null).Take(RoomList.MostRooms))
        {
            if (known.TryGetValue(entry.Name, out var open))
            {
                open.Rename(entry);
            }

            next.TryAdd(entry.Name, open ?? new OpenRoom(entry, grains, storage, time));
        }

        foreach (var gone in known.Values.Where(room => !next.ContainsKey(room.Id.Name)))
        {
            gone.Feed.Close();
        }

        Volatile.Write(ref byName, next.ToFrozenDictionary(StringComparer.Ordinal));
    }
}
