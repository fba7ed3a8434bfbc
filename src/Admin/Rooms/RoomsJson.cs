using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using WaitingRoom.Grains.Draws;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Admin.Rooms;

/// <summary>What of the list's entry an operator sends.</summary>
internal sealed record RoomNaming(RoomTitle? Title, ImmutableList<string>? ReturnOrigins);

/// <param name="Waiting">Numbers given out and not yet called, those of numbers that nodes hold ready included.</param>
internal sealed record RoomCounters(long Issued, long NowServing, long Waiting, long Called, int Active, long Claimed, long StaffAdmitted, double NoShowRate);

/// <summary>A line of the list.</summary>
internal sealed record RoomSummary(string Room, RoomTitle Title, RoomPhase? Phase, int? CeilingPerMinute, RoomOverride? Override, RoomCounters? Counters);

internal sealed record RoomSummaries(IReadOnlyList<RoomSummary> Rooms, DateTimeOffset AsOf);

/// <summary>A room as an operator sees it.</summary>
/// <param name="Commitment">The promise of a draw, once given.</param>
/// <param name="Draw">The draw, once it has taken place.</param>
internal sealed record RoomDetails(
    string Room,
    RoomTitle Title,
    ImmutableList<string> ReturnOrigins,
    RoomSettings Settings,
    RoomPhase Phase,
    RoomCounters Counters,
    DrawCommitment? Commitment,
    Draw? Draw,
    DateTimeOffset AsOf);

/// <param name="Bounds">How many of these ticks each bound held down: the short answer to "why only 40 per minute?".</param>
internal sealed record RoomTicks(string Room, IReadOnlyList<TickReport> Ticks, IReadOnlyDictionary<string, int> Bounds);

/// <summary>The document <c>draw-beacon/{room}</c>.</summary>
/// <param name="EnteredBy">The staff token's subject.</param>
internal sealed record EnteredBeacon(string Value, string EnteredBy, DateTimeOffset At);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(RoomSettings))]
[JsonSerializable(typeof(RoomNaming))]
[JsonSerializable(typeof(RoomSummaries))]
[JsonSerializable(typeof(RoomDetails))]
[JsonSerializable(typeof(RoomTicks))]
[JsonSerializable(typeof(EnteredBeacon))]
[JsonSerializable(typeof(RoomEntry))]
internal sealed partial class RoomsJson : JsonSerializerContext
{
    /// <summary>The serializer tells an unknown member only in its words.</summary>
    public static string? UnknownMemberIn(string message) => Member().Match(message) is { Success: true } found ? found.Groups[1].Value : null;

    [GeneratedRegex("JSON property '([A-Za-z0-9_-]{1,64})' could not be mapped")]
    private static partial Regex Member();
}
