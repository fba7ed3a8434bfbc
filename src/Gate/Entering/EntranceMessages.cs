using System.Text.Json.Serialization;

namespace WaitingRoom.Gate.Entering;

/// <summary>What a program sends.</summary>
internal sealed record EnterRequest(string? Admission);

/// <summary>What a program gets.</summary>
/// <param name="Pass">Opaque; send it with each request as <c>Waiting-Room-Pass</c>, together with <c>Waiting-Room-Browser</c>. An answer with that header brings a newer one.</param>
internal sealed record PassGranted(string Pass, DateTimeOffset EndsAt);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EnterRequest))]
[JsonSerializable(typeof(PassGranted))]
internal sealed partial class EntranceJson : JsonSerializerContext;
