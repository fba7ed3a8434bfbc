using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Queue.Draws;

/// <summary>
/// A source of public values that nobody can know in advance. A room's setting <c>beacon</c> begins with <see cref="Source"/> and a colon. More sources are registered beside
/// the two that are there.
/// </summary>
public interface IBeacon
{
    /// <summary>The first word of a beacon's name, such as <c>drand</c>.</summary>
    string Source { get; }

    /// <summary>Names the exact value that a draw at <paramref name="opensAt"/> will use. Called before the pre-queue opens; the name is published.</summary>
    /// <param name="setting">The room's setting, such as <c>drand:quicknet</c>.</param>
    BeaconNaming Name(string setting, DateTimeOffset opensAt);

    /// <summary>The value of that name; null while it is not there. Asked again every few seconds, so it need not insist.</summary>
    /// <param name="name">As <see cref="Name"/> gave it.</param>
    /// <exception cref="HttpRequestException">The source did not answer.</exception>
    /// <exception cref="InvalidDataException">The source answered with something that cannot be the value.</exception>
    Task<string?> Read(RoomId room, string name, CancellationToken cancellation);
}

/// <summary>What a beacon makes of a setting. A closed set.</summary>
public abstract record BeaconNaming
{
    private BeaconNaming()
    {
    }

    /// <param name="Name">The setting itself, or the setting, a slash, and what it leaves open.</param>
    public sealed record Named(string Name) : BeaconNaming;

    /// <summary>This setting cannot be promised; nobody can enter the pre-queue until it is mended.</summary>
    public sealed record Refused(string Reason) : BeaconNaming;
}
