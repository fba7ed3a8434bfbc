using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WaitingRoom.Grains.Identity;

/// <summary>Ids are 22 characters of base64url in JSON.</summary>
internal sealed class IdJsonConverter<TId> : JsonConverter<TId>
    where TId : struct, IId<TId>
{
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        RandomId.TryParse(reader.GetString(), out var value)
            ? TId.From(value)
            : throw new JsonException($"A {typeof(TId).Name} is 22 characters of base64url.");

    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.Value.TryWriteBytes(bytes);
        Span<byte> text = stackalloc byte[RandomId.TextLength];
        Base64Url.EncodeToUtf8(bytes, text);
        writer.WriteStringValue(text);
    }
}
