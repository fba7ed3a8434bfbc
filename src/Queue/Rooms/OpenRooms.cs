using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using WaitingRoom.Grains;

namespace WaitingRoom.Queue.Rooms;

/// <summary>The rooms of this host by name.</summary>
internal sealed partial class OpenRooms
{
    private readonly FrozenDictionary<string, OpenRoom> byName;

    public OpenRooms(IOptions<QueueOptions> options, IGrains grains, TimeProvider time)
    {
        foreach (var room in options.Value.Rooms)
        {
            if (!Name().IsMatch(room.Name))
            {
                throw new OptionsValidationException(QueueOptions.Section, typeof(QueueOptions), [$"A room's name has 1 to 63 lower-case letters, digits and hyphens; '{room.Name}' has not."]);
            }
        }

        byName = options.Value.Rooms.ToFrozenDictionary(room => room.Name, room => new OpenRoom(room, grains, time), StringComparer.Ordinal);
    }

    public IEnumerable<OpenRoom> All => byName.Values;

    public bool TryFind(string? name, [NotNullWhen(true)] out OpenRoom? room)
    {
        room = null;
        return name is not null && byName.TryGetValue(name, out room);
    }

    [GeneratedRegex("^[a-z0-9-]{1,63}$")]
    private static partial Regex Name();
}
