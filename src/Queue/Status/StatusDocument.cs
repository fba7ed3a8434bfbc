using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace WaitingRoom.Queue.Status;

/// <summary>The public status of a room as ready bytes: the same for everyone, so that any cache may answer for us.</summary>
internal sealed class StatusDocument
{
    /// <summary>No client needs to ask more often: the document changes five times a second at most and is cached for one.</summary>
    public const int ShortestPollSeconds = 2;

    /// <summary>
    /// A document that says nothing new is made again after so long, so that a room that stands still does not look like one that is broken. Six small documents a minute cost caches nothing.
    /// </summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(10);

    private StatusDocument(RoomStatus status, byte[] body)
    {
        Status = status;
        Body = body;
        Event = (byte[])[.. "event: status\ndata: "u8, .. body, .. "\n\n"u8];
        Tag = string.Create(CultureInfo.InvariantCulture, $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 8))}\"");
        TagHeader = Tag;
        LengthHeader = body.Length;
    }

    /// <summary>What it says.</summary>
    public RoomStatus Status { get; }

    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The same as one server-sent event.</summary>
    public ReadOnlyMemory<byte> Event { get; }

    /// <summary>A strong entity tag (RFC 9110, 8.8.3) made of the bytes, so that it never means something else after a restart.</summary>
    public string Tag { get; }

    public StringValues TagHeader { get; }

    public long LengthHeader { get; }

    /// <summary><paramref name="before"/> itself when nothing but the clock has moved, and not far.</summary>
    public static StatusDocument Next(StatusDocument? before, RoomStatus status, DateTimeOffset now)
    {
        if (before is not null && now - before.Status.AsOf < Freshness && Write(status with { AsOf = before.Status.AsOf }).AsSpan().SequenceEqual(before.Body.Span))
        {
            return before;
        }

        var next = status with { AsOf = now };
        return new StatusDocument(next, Write(next));
    }

    private static byte[] Write(RoomStatus status) => JsonSerializer.SerializeToUtf8Bytes(status, StatusJson.Default.RoomStatus);
}
