using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WaitingRoom.Grains.Rooms;

/// <summary>Who goes first.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RoomOrder>))]
public enum RoomOrder
{
    /// <summary>In the order of arrival.</summary>
    [JsonStringEnumMemberName("fifo")]
    Fifo,

    /// <summary>Who came before the opening is drawn by lot, later arrivals follow in their order.</summary>
    [JsonStringEnumMemberName("draw")]
    Draw,
}

/// <summary>What the operator wants regardless of the clock.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RoomOverride>))]
public enum RoomOverride
{
    /// <summary>The clock and the stock decide.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>Nobody new is called; who has been called may still come in.</summary>
    [JsonStringEnumMemberName("paused")]
    Paused,

    /// <summary>Nobody is called and nobody comes in; everyone keeps their place and nobody's turn runs out.</summary>
    [JsonStringEnumMemberName("hold-all")]
    HoldAll,

    [JsonStringEnumMemberName("sold-out")]
    SoldOut,

    [JsonStringEnumMemberName("closed")]
    Closed,
}

/// <summary>Everything an operator sets for a room; changed as a whole. Every default is argued in docs/waiting-room.md.</summary>
/// <param name="CeilingPerMinute">Most admissions a minute, staff included, 1 to 70,000.</param>
public sealed record RoomSettings(int CeilingPerMinute)
{
    /// <summary>Until an operator says otherwise: about what one node books comfortably while each person takes five minutes.</summary>
    public static readonly RoomSettings Default = new(CeilingPerMinute: 600);

    /// <summary>From when people may come and wait; null: at any time.</summary>
    public DateTimeOffset? PreQueueAt { get; init; }

    /// <summary>From when people are admitted; null: at any time.</summary>
    public DateTimeOffset? OpensAt { get; init; }

    /// <summary>From when nobody is admitted any more; null: never.</summary>
    public DateTimeOffset? ClosesAt { get; init; }

    public RoomOrder Order { get; init; }

    /// <summary>The public value that a draw will use, named in advance. Needed where <see cref="Order"/> is Draw.</summary>
    public string Beacon { get; init; } = "";

    public RoomOverride Override { get; init; }

    /// <summary>Most people inside at once: five minutes' worth of the default ceiling.</summary>
    public int MaxActiveSessions { get; init; } = 3000;

    /// <summary>How long somebody inside may be idle: long enough to find a paper with the code on it.</summary>
    public int SessionMinutes { get; init; } = 15;

    /// <summary>How long a session lasts at most, however busy.</summary>
    public int LongestSessionMinutes { get; init; } = 60;

    /// <summary>How long somebody who has been called may take to come: long enough to put the kettle down, and to be told with a minute to spare.</summary>
    public int ClaimWindowSeconds { get; init; } = 300;

    /// <summary>Whether a turn may be extended once, by the same window (WCAG 2.2.1).</summary>
    public bool ExtendTurnOnce { get; init; } = true;

    /// <summary>Whether somebody who missed the turn may come back once, at the front.</summary>
    public bool GraceReentry { get; init; } = true;

    /// <summary>Share of the ceiling kept for staff while they use it, 0 to 90.</summary>
    public int StaffSharePercent { get; init; } = 10;

    /// <summary>People admitted for each web appointment left; above 1 because not everyone books.</summary>
    public double StockFactor { get; init; } = 1.5;

    /// <summary>Leading zero bits asked of a proof of work before a ticket; 0 asks for none. Raised by the arrival rate.</summary>
    public int ProofOfWorkBits { get; init; }

    /// <summary>Whether clients that behave as no person can (see docs/waiting-room.md) wait without end instead of being told no.</summary>
    public bool EndlessQueue { get; init; } = true;

    /// <summary>The operator's word to those who wait, by language (de, en, de-easy).</summary>
    public ImmutableSortedDictionary<string, string> Messages { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Short, and the same for the same settings: 22 characters of base64url.</summary>
    public string Fingerprint() =>
        Base64Url.EncodeToString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, RoomJson.Default.RoomSettings)).AsSpan(0, 16));

    /// <summary>What is wrong with these settings, in words an operator can act on; null when nothing is.</summary>
    public string? Fault() => this switch
    {
        // A room that is open and lets nobody in would tell people lies.
        { CeilingPerMinute: < 1 or > RoomLimits.HighestCeilingPerMinute } => $"ceilingPerMinute is 1 to {RoomLimits.HighestCeilingPerMinute}; to let nobody in set override to paused or hold-all.",
        { MaxActiveSessions: < 1 or > RoomLimits.MostActiveSessions } => $"maxActiveSessions is 1 to {RoomLimits.MostActiveSessions}.",
        { SessionMinutes: < 2 or > 120 } => "sessionMinutes is 2 to 120.",
        { LongestSessionMinutes: < 2 or > 480 } => "longestSessionMinutes is 2 to 480.",
        { ClaimWindowSeconds: < 30 or > 3600 } => "claimWindowSeconds is 30 to 3600.",
        { StaffSharePercent: < 0 or > 90 } => "staffSharePercent is 0 to 90.",
        { StockFactor: < 1 or > 20 } or { StockFactor: double.NaN } => "stockFactor is 1 to 20.",
        { ProofOfWorkBits: < 0 or > 24 } => "proofOfWorkBits is 0 to 24; more takes a phone minutes.",
        { Order: RoomOrder.Draw, OpensAt: null } => "A draw needs opensAt: whoever came before takes part.",
        { Order: RoomOrder.Draw, Beacon.Length: 0 } => "A draw needs the name of its beacon, said in advance.",
        { PreQueueAt: { } pre, OpensAt: { } opens } when pre > opens => "preQueueAt is not after opensAt.",
        { OpensAt: { } opens, ClosesAt: { } closes } when opens >= closes => "opensAt is before closesAt.",
        { Messages: var messages } when messages.Values.Any(m => m.Length > RoomLimits.LongestMessage) => $"A message has at most {RoomLimits.LongestMessage} characters.",
        _ => null,
    };
}

/// <summary>Limits of any room, whatever its settings.</summary>
public static class RoomLimits
{
    /// <summary>How often a room is asked to serve; its strictness is stated in these steps.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);

    /// <summary>The span over which the ceiling holds strictly.</summary>
    public static readonly TimeSpan StrictWindow = TimeSpan.FromSeconds(10);

    /// <summary>Numbers one node may hold at once. More would only be lost when the node dies.</summary>
    public const int LargestBlock = 10_000;

    /// <summary>Tickets entered in one go by a node; a second's worth of the largest step designed for.</summary>
    public const int LargestEntry = 10_000;

    /// <summary>Ten times the largest flow that one room was designed for (400,000 an hour); beyond it is a typing error.</summary>
    public const int HighestCeilingPerMinute = 70_000;

    /// <summary>Each active session is kept in the room's memory, about 200 bytes.</summary>
    public const int MostActiveSessions = 500_000;

    public const int LongestMessage = 1000;

    /// <summary>A turn is not lost to a full door: whoever knocks this shortly before its end gets as much again.</summary>
    public static readonly TimeSpan DoorGrace = TimeSpan.FromSeconds(30);

    /// <summary>A renewal that gains less than this is not written down: a busy visitor must not cost a commit a click.</summary>
    public static readonly TimeSpan LeastRenewal = TimeSpan.FromMinutes(1);

    /// <summary>Longest public value a beacon may publish.</summary>
    public const int LongestBeacon = 1024;

    /// <summary>A no-show rate above this is a broken page, not people; compensating it would flood the site once it is mended.</summary>
    public const double HighestNoShowRate = 0.8;

    /// <summary>Turns over which the no-show rate is averaged: short enough to follow an afternoon, long enough not to shake.</summary>
    public const int NoShowMemory = 500;
}
