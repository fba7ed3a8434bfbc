using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Queue.Draws;

/// <summary>
/// Rounds of a drand network (League of Entropy): <c>drand:{chain}</c> becomes <c>drand:{chain}/{round}</c> with the first round at or after the opening. The value is the
/// round's randomness. Its signature is not verified here: whoever checks a draw compares the value with the network's own, from any mirror.
/// </summary>
internal sealed class DrandBeacon(IHttpClientFactory clients, IOptions<DrawOptions> options) : IBeacon
{
    public const string Client = "beacon";

    /// <summary>A round is a few hundred bytes from a cache; whatever takes longer is asked again.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>A round has under 600 bytes.</summary>
    public const long LargestAnswerBytes = 16 * 1024;

    private const int HashHexLength = 64;

    /// <summary>RFC 8470, which drand uses for rounds to come; the framework has no name for it.</summary>
    private const HttpStatusCode TooEarly = (HttpStatusCode)425;

    public string Source => "drand";

    public BeaconNaming Name(string setting, DateTimeOffset opensAt)
    {
        var parts = setting[(Source.Length + 1)..].Split('/');
        if (!options.Value.Chains.TryGetValue(parts[0], out var chain) || chain.PeriodSeconds < 1 || !chain.Address.Contains("{round}", StringComparison.Ordinal))
        {
            return new BeaconNaming.Refused($"The chain '{parts[0]}' is not configured with an address, a genesis and a period.");
        }

        var first = chain.RoundAtOrAfter(opensAt);
        return parts switch
        {
            [var name] => new BeaconNaming.Named(string.Create(CultureInfo.InvariantCulture, $"{Source}:{name}/{first}")),
            [_, var round] when Round(round) >= first => new BeaconNaming.Named(setting),
            [_, _] => new BeaconNaming.Refused($"The first round that nobody knows before the opening is {first}."),
            _ => new BeaconNaming.Refused("A drand beacon is written drand:chain or drand:chain/round."),
        };
    }

    public async Task<string?> Read(RoomId room, string name, CancellationToken cancellation)
    {
        var parts = name[(Source.Length + 1)..].Split('/');
        if (!options.Value.Chains.TryGetValue(parts[0], out var chain))
        {
            throw new InvalidDataException($"The chain '{parts[0]}' is not configured any more.");
        }

        using var client = clients.CreateClient(Client);
        using var answer = await client.GetAsync(new Uri(chain.Address.Replace("{round}", parts[1], StringComparison.Ordinal)), cancellation);
        if (answer.StatusCode is HttpStatusCode.NotFound or TooEarly)
        {
            // Not yet: the round is announced by its time, not by its value.
            return null;
        }

        answer.EnsureSuccessStatusCode();
        return ValueOf(await ReadRound(answer, cancellation), Round(parts[1]));
    }

    private static async Task<DrandRound> ReadRound(HttpResponseMessage answer, CancellationToken cancellation)
    {
        try
        {
            return await answer.Content.ReadFromJsonAsync(DrandJson.Default.DrandRound, cancellation) ?? throw new InvalidDataException("The beacon answered null.");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException("The beacon's answer is no JSON object of a round.", fault);
        }
    }

    /// <summary>A mirror that answers with another round, or with a randomness that its own signature does not give, is not believed.</summary>
    private static string ValueOf(DrandRound round, long wanted)
    {
        if (round.Round != wanted)
        {
            throw new InvalidDataException($"The beacon answered with round {round.Round} instead of {wanted}.");
        }

        return round is { Randomness: { Length: HashHexLength } randomness, Signature: { Length: > 0 } signature }
            && signature.Length % 2 == 0 && signature.All(char.IsAsciiHexDigit)
            && Convert.ToHexStringLower(SHA256.HashData(Convert.FromHexString(signature))) == randomness
                ? randomness
                : throw new InvalidDataException("The beacon's randomness is not the SHA-256 of its signature.");
    }

    private static long Round(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var round) ? round : 0;
}

internal sealed record DrandRound(long Round, string? Randomness, string? Signature);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DrandRound))]
internal sealed partial class DrandJson : JsonSerializerContext;
