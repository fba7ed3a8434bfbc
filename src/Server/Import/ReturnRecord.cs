using System.Text.Json;
using System.Text.Json.Serialization;
using WaitingRoom.Grains.Days;

namespace WaitingRoom.Server.Import;

/// <summary>
/// Which centre-days were asked to give back how much of one return, round by round. Written down before they are asked: whoever imports the same
/// return again repeats these steps, which change nothing a second time, instead of choosing new ones.
/// </summary>
internal sealed record ReturnRecord(IReadOnlyList<IReadOnlyList<ReturnStep>> Rounds)
{
    public static readonly ReturnRecord Empty = new([]);

    public ReturnRecord With(IReadOnlyList<ReturnStep> round) => new([.. Rounds, round]);

    public ReadOnlyMemory<byte> ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, ReturnJson.Default.ReturnRecord);

    public static ReturnRecord FromJson(ReadOnlyMemory<byte> json) => JsonSerializer.Deserialize(json.Span, ReturnJson.Default.ReturnRecord)!;
}

/// <param name="Day">As a <see cref="DayId"/> is written.</param>
internal sealed record ReturnStep(string Day, int Doses);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReturnRecord))]
internal sealed partial class ReturnJson : JsonSerializerContext;
