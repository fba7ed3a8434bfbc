using System.Buffers.Text;
using System.Text.Json;

namespace WaitingRoom.Chaos.Checks;

/// <summary>One event as it is stored.</summary>
internal sealed record LedgerEntry(string Stream, long Sequence, string Kind, ReadOnlyMemory<byte> Json)
{
    /// <summary>What comes after the kind of the stream, such as dresden/2026-04-01.</summary>
    public string Key => Stream[(Stream.IndexOf('/', StringComparison.Ordinal) + 1)..];

    public JsonElement Read() => JsonSerializer.Deserialize<JsonElement>(Json.Span);

    /// <summary>Ids are 128 bits in base64url.</summary>
    public static Guid IdOf(JsonElement text) => new(Base64Url.DecodeFromChars(text.GetString()));
}
