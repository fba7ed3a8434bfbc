using System.Buffers;
using System.Text.Json;

namespace WaitingRoom.Grains.Writing;

/// <summary>JSON into bytes of the right length, with a writer and a buffer that the thread keeps.</summary>
internal static class JsonBytes
{
    /// <summary>A buffer that once grew beyond this is not kept: a thread must not hold on to the largest day it ever wrote.</summary>
    private const int LargestKept = 64 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? keptBuffer;

    [ThreadStatic]
    private static Utf8JsonWriter? keptWriter;

    public static ReadOnlyMemory<byte> Of<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        // Taken and not borrowed: a fault half-way, or a writing within a writing, then finds none and makes its own.
        var buffer = keptBuffer ?? new ArrayBufferWriter<byte>(4096);
#pragma warning disable CA2000 // Over a buffer of its own a writer has nothing to give back; the thread keeps it.
        var writer = keptWriter ?? new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
#pragma warning restore CA2000
        (keptBuffer, keptWriter) = (null, null);
        write(writer, value);
        writer.Flush();
        var bytes = buffer.WrittenSpan.ToArray();
        if (buffer.Capacity <= LargestKept)
        {
            buffer.ResetWrittenCount();
            writer.Reset(buffer);
            (keptBuffer, keptWriter) = (buffer, writer);
        }

        return bytes;
    }
}
