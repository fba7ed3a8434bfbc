using System.Buffers;
using System.Text.Json;

namespace WaitingRoom.Booking.Feed;

/// <summary>Objects of JSON, one a line.</summary>
internal sealed class NdjsonWriter : IDisposable
{
    private readonly ArrayBufferWriter<byte> buffer = new(64 * 1024);
    private readonly Utf8JsonWriter json;

    public NdjsonWriter() => json = new Utf8JsonWriter(buffer);

    public void Line(Action<Utf8JsonWriter> members)
    {
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
        json.Flush();
        buffer.Write("\n"u8);
        json.Reset();
    }

    public byte[] ToArray() => buffer.WrittenSpan.ToArray();

    public void Dispose() => json.Dispose();
}
