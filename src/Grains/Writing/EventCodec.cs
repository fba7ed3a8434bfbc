using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WaitingRoom.Grains.Writing;

/// <summary>
/// The stable names of an aggregate's events and their JSON. A name ends with its version; a shape that old readers could
/// misread gets a new name, and the old one stays readable forever.
/// </summary>
internal sealed class EventCodec<TEvent>
    where TEvent : class
{
    private readonly Dictionary<string, JsonTypeInfo> byKind = [];
    private readonly Dictionary<Type, (string Kind, JsonTypeInfo Json)> byType = [];

    public EventCodec<TEvent> With<T>(string kind, JsonTypeInfo<T> json)
        where T : TEvent
    {
        byKind.Add(kind, json);
        byType.Add(typeof(T), (kind, json));
        return this;
    }

    public (string Kind, ReadOnlyMemory<byte> Body) Write(TEvent happened)
    {
        var (kind, json) = byType[happened.GetType()];
        return (kind, JsonSerializer.SerializeToUtf8Bytes(happened, json));
    }

    public TEvent Read(string kind, ReadOnlyMemory<byte> body) => byKind.TryGetValue(kind, out var json)
        ? (TEvent)JsonSerializer.Deserialize(body.Span, json)!
        : throw new InvalidDataException($"The ledger holds an event '{kind}' that this version cannot read; run a version that can.");
}
