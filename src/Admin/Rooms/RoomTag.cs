using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Admin.Rooms;

/// <summary>The <c>ETag</c> of a room's settings: both halves change only when an operator changes something, never because people come and go.</summary>
/// <param name="Settings">See <see cref="RoomSettings.Fingerprint"/>.</param>
/// <param name="Entry">The same of the room's title and origins.</param>
internal sealed record RoomTag(string Settings, string Entry)
{
    public static RoomTag Of(RoomSettings settings, RoomEntry entry) => new(settings.Fingerprint(), FingerprintOf(entry));

    /// <summary>Null when it is no tag of ours, which then matches nothing.</summary>
    public static RoomTag? Parse(string? header) =>
        header is ['"', .. var inner, '"'] && inner.Split('.') is [{ Length: > 0 } settings, { Length: > 0 } entry] ? new RoomTag(settings, entry) : null;

    public override string ToString() => $"\"{Settings}.{Entry}\"";

    public static string FingerprintOf(RoomEntry entry) =>
        Base64Url.EncodeToString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(entry, RoomsJson.Default.RoomEntry)).AsSpan(0, 16));
}
