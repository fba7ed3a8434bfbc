using System.Text.Json.Serialization;

namespace WaitingRoom.Queue.Waiting;

/// <summary>The room as a program sees it; the members of the place are absent without a valid ticket.</summary>
internal sealed record RoomView(
    string Room,
    string Title,
    long NowServing,
    long Waiting,
    long? Number,
    long? Ahead,
    bool? YourTurn,
    string TicketsUrl,
    string StatusUrl,
    string AdmissionsUrl);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RoomView))]
internal sealed partial class RoomViewJson : JsonSerializerContext;
