using WaitingRoom.Grains.Identity;

namespace WaitingRoom.Grains.Rooms;

/// <summary>A waiting room's name as it stands in addresses: lower-case letters, digits and hyphens.</summary>
public readonly record struct RoomId(string Name)
{
    public const string Kind = "room";

    public StreamId Stream => new(string.Concat(Kind, "/", Name));

    public override string ToString() => Name;
}
