using System.Text.Json;
using System.Text.Json.Serialization;
using WaitingRoom.Grains.Documents;
using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Queue.Draws;

/// <summary>
/// A public value that a person enters: <c>operator:{which value, in words}</c>, such as the numbers of a state lottery on a day. The staff's API writes it into the document
/// <c>draw-beacon/{room}</c>; whoever checks the draw compares it with where it was published.
/// </summary>
internal sealed class OperatorBeacon(IDocuments documents) : IBeacon
{
    public static string DocumentOf(RoomId room) => "draw-beacon/" + room.Name;

    public string Source => "operator";

    public BeaconNaming Name(string setting, DateTimeOffset opensAt) => setting.Length > Source.Length + 1
        ? new BeaconNaming.Named(setting)
        : new BeaconNaming.Refused("Say in words which public value will be entered: operator:lottery numbers of 1 March 2026.");

    public async Task<string?> Read(RoomId room, string name, CancellationToken cancellation)
    {
        if (await documents.Get(DocumentOf(room), cancellation) is not { } document)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(document.Body.Span, EnteredBeaconJson.Default.EnteredBeacon) is { Value.Length: > 0 } entered
                ? entered.Value
                : throw new InvalidDataException("The entered value is empty.");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException("The document of the entered value is not the JSON object that was expected.", fault);
        }
    }
}

/// <summary>The document <c>draw-beacon/{room}</c>. What is entered after the draw changes nothing.</summary>
/// <param name="Value">As it was published, 1 to 1024 characters.</param>
/// <param name="EnteredBy">The staff token's subject.</param>
internal sealed record EnteredBeacon(string Value, string EnteredBy, DateTimeOffset At);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EnteredBeacon))]
internal sealed partial class EnteredBeaconJson : JsonSerializerContext;
