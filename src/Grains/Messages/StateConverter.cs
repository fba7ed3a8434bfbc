using System.Text.Json;
using System.Text.Json.Serialization;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Grains.Messages;

/// <summary>A grain's state on its way to another process: its snapshot, which every version reads anyway, and whose it is.</summary>
internal sealed class StateConverter<TState, TCommand, TEvent, TOutcome>(IAggregate<TState, TCommand, TEvent, TOutcome> aggregate, Func<TState, StreamId> streamOf) : JsonConverter<TState>
    where TState : class
    where TCommand : class, ICommand
    where TEvent : class
    where TOutcome : class
{
    private static ReadOnlySpan<byte> Stream => "stream"u8;

    private static ReadOnlySpan<byte> State => "snapshot"u8;

    public override TState Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var stream = document.RootElement.GetProperty(Stream).GetString() ?? throw new JsonException("A state says whose it is.");
        return aggregate.ReadSnapshot(new StreamId(stream), System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(document.RootElement.GetProperty(State)).ToArray());
    }

    public override void Write(Utf8JsonWriter writer, TState value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString(Stream, streamOf(value).Value);
        writer.WritePropertyName(State);
        writer.WriteRawValue(aggregate.WriteSnapshot(value).Span, skipInputValidation: true);
        writer.WriteEndObject();
    }
}
