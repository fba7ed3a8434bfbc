using System.Buffers;
using System.Text.Json;

namespace WaitingRoom.Grains.Draws;

/// <summary>Reads a draw file strictly: what another reader could take in another way is refused.</summary>
public static class DrawFileReading
{
    /// <exception cref="InvalidDataException">This is no draw file; the message says why.</exception>
    public static DrawFile Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return ReadObject(utf8);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"This is no draw file: {fault.Message}", fault);
        }
    }

    private static DrawFile ReadObject(ReadOnlySpan<byte> utf8)
    {
        var json = new Utf8JsonReader(utf8);
        var texts = new Dictionary<string, string?>(StringComparer.Ordinal);
        var (count, leaves) = ((long?)null, (byte[]?)null);
        Require(json.Read() && json.TokenType == JsonTokenType.StartObject, "it is no JSON object.");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            Require(texts.TryAdd(name, null), $"'{name}' stands there twice.");
            json.Read();
            switch (name)
            {
                case "count":
                    count = json.GetInt64();
                    break;
                case "leaves":
                    leaves = ReadLeaves(ref json);
                    break;
                case "format" or "room" or "state" or "opensAt" or "commitment" or "beacon" or "rosterRoot" or "secret" or "beaconValue" or "seed":
                    texts[name] = json.GetString();
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        Require(!json.Read(), "something follows its end.");
        var format = Text("format");
        Require(format == DrawFile.Format, $"it says '{format}' and not '{DrawFile.Format}'; another version of this program may read it.");
        Require(DateTimeOffset.TryParse(Text("opensAt"), System.Globalization.CultureInfo.InvariantCulture, out var opensAt), "'opensAt' is no instant.");
        Require(count is >= 0, "'count' is missing or negative.");
        return new DrawFile(
            Text("room"), Text("state"), opensAt, Text("commitment"), Text("beacon"), count!.Value,
            texts.GetValueOrDefault("rosterRoot"), texts.GetValueOrDefault("secret"), texts.GetValueOrDefault("beaconValue"), texts.GetValueOrDefault("seed"), leaves);

        string Text(string name) => texts.GetValueOrDefault(name) ?? throw new FormatException($"'{name}' is missing.");
    }

    private static byte[] ReadLeaves(ref Utf8JsonReader json)
    {
        Require(json.TokenType == JsonTokenType.StartArray, "'leaves' is no array.");
        var bytes = new ArrayBufferWriter<byte>();
        while (json.Read() && json.TokenType == JsonTokenType.String)
        {
            var target = bytes.GetSpan(MerkleTree.HashBytes)[..MerkleTree.HashBytes];
            Require(
                !json.ValueIsEscaped && json.ValueSpan.Length == 2 * MerkleTree.HashBytes && json.ValueSpan.IndexOfAnyInRange((byte)'A', (byte)'Z') < 0
                && Convert.FromHexString(json.ValueSpan, target, out _, out _) == OperationStatus.Done,
                $"leaf {(bytes.WrittenCount / MerkleTree.HashBytes) + 1} is not 32 bytes in lower-case hex.");
            bytes.Advance(MerkleTree.HashBytes);
        }

        Require(json.TokenType == JsonTokenType.EndArray, "'leaves' holds something else than texts.");
        return bytes.WrittenSpan.ToArray();
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new FormatException(otherwise);
        }
    }
}
