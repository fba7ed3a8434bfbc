using System.Text.Json;

namespace WaitingRoom.Grains.Draws;

/// <summary>Writes a draw file as JSON, piece by piece: with a million tickets it has 67 MB.</summary>
public static class DrawFileWriting
{
    /// <summary>Big enough that a piece is worth a write, small enough that it does not matter how many read at once.</summary>
    private const int PieceBytes = 64 * 1024;

    public static async Task Write(DrawFile file, Stream stream, CancellationToken cancellation = default)
    {
        await using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteString("format", DrawFile.Format);
        json.WriteString("room", file.Room);
        json.WriteString("state", file.State);
        json.WriteString("opensAt", file.OpensAt);
        json.WriteString("commitment", file.Commitment);
        json.WriteString("beacon", file.Beacon);
        json.WriteNumber("count", file.Count);
        WriteKnown(json, "rosterRoot", file.RosterRoot);
        WriteKnown(json, "secret", file.Secret);
        WriteKnown(json, "beaconValue", file.BeaconValue);
        WriteKnown(json, "seed", file.Seed);
        if (file.Leaves is { } leaves)
        {
            json.WriteStartArray("leaves");
            var hex = new byte[2 * MerkleTree.HashBytes];
            for (var at = 0; at < leaves.Length; at += MerkleTree.HashBytes)
            {
                Convert.TryToHexStringLower(leaves.AsSpan(at, MerkleTree.HashBytes), hex, out _);
                json.WriteStringValue(hex);
                if (json.BytesPending >= PieceBytes)
                {
                    await json.FlushAsync(cancellation);
                }
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        await json.FlushAsync(cancellation);
    }

    private static void WriteKnown(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
