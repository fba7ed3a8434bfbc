using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Primitives;

namespace WaitingRoom.Queue.Status;

/// <summary>The public status of a room as ready bytes: the same for everyone, so that any cache may answer for us.</summary>
internal sealed class StatusDocument
{
    /// <summary>No client needs to ask more often: the document changes five times a second at most and is cached for one.</summary>
    public const int ShortestPollSeconds = 2;

    private StatusDocument(StatusContent content, byte[] body, string tag)
    {
        Content = content;
        Body = body;
        Tag = tag;
        TagHeader = tag;
        LengthHeader = body.Length;
    }

    public StatusContent Content { get; }

    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>A strong entity tag (RFC 9110, 8.8.3) made of the bytes, so that it never means something else after a restart.</summary>
    public string Tag { get; }

    public StringValues TagHeader { get; }

    public long LengthHeader { get; }

    public static StatusDocument Make(string room, StatusContent content, DateTimeOffset now)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new RoomStatus(
                room,
                content.CeilingPerMinute > 0 ? "open" : "paused",
                content.Serving,
                content.Issued,
                content.CeilingPerMinute,
                null,
                now,
                ShortestPollSeconds),
            StatusJson.Default.RoomStatus);
        return new StatusDocument(content, body, string.Create(CultureInfo.InvariantCulture, $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 8))}\""));
    }
}

/// <summary>What the document says, for telling whether it would say something new.</summary>
internal sealed record StatusContent(long Serving, long Issued, int CeilingPerMinute);

/// <summary>The document's members; see README.md of this project.</summary>
/// <param name="State">open, or paused while nobody is admitted.</param>
/// <param name="NowServing">Everyone whose number is not greater may claim.</param>
/// <param name="Issued">The last number handed out.</param>
/// <param name="RatePerMinute">The room admits at most so many a minute.</param>
/// <param name="Message">A word of the operator, or absent.</param>
/// <param name="AsOf">When this document was made; it is made when something changes.</param>
/// <param name="NextPollSeconds">Ask again after so many seconds at the earliest; later when your turn is far away.</param>
internal sealed record RoomStatus(string Room, string State, long NowServing, long Issued, int RatePerMinute, string? Message, DateTimeOffset AsOf, int NextPollSeconds);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RoomStatus))]
internal sealed partial class StatusJson : JsonSerializerContext;
