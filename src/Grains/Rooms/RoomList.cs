using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WaitingRoom.Grains.Rooms;

/// <summary>
/// Which rooms there are and what they are called: the document <c>rooms</c>,
/// <c>{"rooms":[{"name":"impfung","title":{"de":"…","en":"…"},"returnOrigins":["https://app.example"]}]}</c>. Everything else about a room is in its grain.
/// </summary>
public sealed record RoomList(ImmutableList<RoomEntry> Rooms)
{
    public const string DocumentName = "rooms";

    public static readonly RoomList Empty = new([]);

    /// <summary>Each room costs every node a read a second; nobody runs a thousand campaigns at once.</summary>
    public const int MostRooms = 1000;

    public RoomEntry? Find(string name) => Rooms.Find(room => room.Name == name);

    /// <summary>The list with this room, in place of the one of the same name where there is one.</summary>
    public RoomList With(RoomEntry room)
    {
        var at = Rooms.FindIndex(known => known.Name == room.Name);
        return new RoomList(at < 0 ? Rooms.Add(room) : Rooms.SetItem(at, room));
    }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, RoomListJson.Default.RoomList);

    /// <exception cref="JsonException">Not such a document.</exception>
    public static RoomList FromJson(ReadOnlyMemory<byte> body) =>
        JsonSerializer.Deserialize(body.Span, RoomListJson.Default.RoomList) is { Rooms: not null } list ? list : throw new JsonException("The list of rooms is empty.");
}

/// <summary>One room as the host knows it.</summary>
/// <param name="Name">As in addresses: 1 to 63 lower-case letters, digits and hyphens.</param>
/// <param name="Title">What people wait for.</param>
public sealed record RoomEntry(string Name, RoomTitle Title)
{
    private const int LongestName = 63;

    private const int LongestTitle = 200;

    private const int MostOrigins = 32;

    /// <summary>Origins of other apps that people may return to with their admission, such as <c>https://app.example</c>.</summary>
    public ImmutableList<string> ReturnOrigins { get; init => field = value ?? []; } = [];

    /// <summary>What is wrong with it, in words an operator can act on; null when nothing is.</summary>
    public string? Fault() => this switch
    {
        { Name: var name } when !IsName(name) => $"A room's name has 1 to {LongestName} lower-case letters, digits and hyphens.",
        { Title: null } or { Title.De: null or "" } or { Title.En: null or "" } => "title needs de and en.",
        { Title: { De.Length: > LongestTitle } or { En.Length: > LongestTitle } } => $"title has at most {LongestTitle} characters in each language.",
        { ReturnOrigins.Count: > MostOrigins } => $"returnOrigins has at most {MostOrigins} entries.",
        { ReturnOrigins: var origins } when !origins.TrueForAll(IsOrigin) => "returnOrigins holds origins such as https://app.example: scheme and host, no path; http only for this machine.",
        _ => null,
    };

    public static bool IsName(string? name) =>
        name is { Length: >= 1 and <= LongestName } && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static bool IsOrigin(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
        && uri.GetLeftPart(UriPartial.Authority) == text;

    // The list's own equality is by reference; two entries that say the same are the same.
    public bool Equals(RoomEntry? other) =>
        other is not null && Name == other.Name && Title == other.Title && ReturnOrigins.SequenceEqual(other.ReturnOrigins);

    public override int GetHashCode() => HashCode.Combine(Name, Title, ReturnOrigins.Count);
}

/// <summary>German and English.</summary>
public sealed record RoomTitle(string De, string En);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RoomList))]
internal sealed partial class RoomListJson : JsonSerializerContext;
