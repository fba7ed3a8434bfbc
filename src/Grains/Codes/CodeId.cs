using System.Text.Json;
using System.Text.Json.Serialization;
using WaitingRoom.Grains.Identity;

namespace WaitingRoom.Grains.Codes;

/// <summary>A booking code as the core knows it: its keyed hash, never the code itself.</summary>
/// <param name="Hash">Lower-case hex of at least 128 bits of HMAC-SHA256 over the code.</param>
[JsonConverter(typeof(CodeIdJsonConverter))]
public readonly record struct CodeId(string Hash)
{
    public const string Kind = "code";

    public StreamId Stream => new(string.Concat(Kind, "/", Hash));

    public override string ToString() => Hash;
}

internal sealed class CodeIdJsonConverter : JsonConverter<CodeId>
{
    public override CodeId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, CodeId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Hash);
}
