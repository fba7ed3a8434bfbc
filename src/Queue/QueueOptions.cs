using WaitingRoom.Grains.Rooms;
using WaitingRoom.Web.Languages;

namespace WaitingRoom.Queue;

/// <summary>What a host says about its waiting rooms. Bound from the configuration section <c>Queue</c>.</summary>
public sealed class QueueOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Queue";

    /// <summary>
    /// The public base address, without a slash at its end. It becomes <c>iss</c> of every ticket and admission and must not change while
    /// people wait. Whoever guards a service with the gate names it as the authority.
    /// </summary>
    public string Issuer { get; set; } = "http://localhost:8080";

    /// <summary>Where an admitted person goes on: a path of this host or an absolute URL.</summary>
    public string EnterPath { get; set; } = "/booking";

    /// <summary>
    /// A folder with <c>theme.css</c> and <c>logo.svg</c>, each optional and at most 6 KB, inlined into the waiting page at start; null for the product's own look.
    /// </summary>
    public string? Theme { get; set; }

    /// <summary>In which the waiting page tells times to browsers without script (IANA name).</summary>
    public string TimeZone { get; set; } = "Europe/Berlin";

    /// <summary>How long one key signs before the next takes over; at least an hour.</summary>
    public TimeSpan KeyRotationPeriod { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// Most event streams of the status at once. A connection costs the server memory (about 10 KB) and a write a second, a poll nearly nothing; so streams are for the few
    /// who are near, and everybody else polls.
    /// </summary>
    public int MostStreams { get; set; } = 20_000;

    /// <summary>The rooms of a new installation. Afterwards the document <c>rooms</c> says which there are.</summary>
    public IList<RoomOptions> Rooms { get; } = [];
}

/// <summary>One waiting room.</summary>
public sealed class RoomOptions
{
    /// <summary>Its name in addresses: lower-case letters, digits and hyphens, at most 63.</summary>
    public string Name { get; set; } = "";

    /// <summary>What people wait for; the heading of the waiting page.</summary>
    public Text Title { get; set; } = new("Warteraum", "Waiting room");

    /// <summary>Most admissions a minute when the room is first opened. From then on the room itself knows, and an operator changes it there.</summary>
    public int CeilingPerMinute { get; set; } = RoomSettings.Default.CeilingPerMinute;
}
