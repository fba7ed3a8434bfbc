using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using WaitingRoom.Grains.Documents;
using WaitingRoom.Grains.Draws;
using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Queue.Draws;

/// <summary>The secret of each room's draw, 32 random bytes in the document <c>keys/draw-{room}</c>. Whichever process is first makes it; it never changes and is published with the draw.</summary>
internal sealed class DrawSecrets(IDocuments documents)
{
    public static string DocumentOf(RoomId room) => "keys/draw-" + room.Name;

    /// <summary>In lower-case hex.</summary>
    public async Task<string> Of(RoomId room, CancellationToken cancellation)
    {
        var name = DocumentOf(room);
        if (await documents.Get(name, cancellation) is { } stored)
        {
            return Read(stored);
        }

        var made = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(MerkleTree.HashBytes));
        // Where another process was quicker its secret counts.
        return await documents.Put(name, 0, JsonSerializer.SerializeToUtf8Bytes(new DrawSecret(made), DrawSecretJson.Default.DrawSecret), cancellation)
            ? made
            : Read((await documents.Get(name, cancellation))!);
    }

    private static string Read(Document document) => JsonSerializer.Deserialize(document.Body.Span, DrawSecretJson.Default.DrawSecret) is { Secret: { } secret } && Draw.IsSecret(secret)
        ? secret
        : throw new InvalidDataException($"The document {document.Name} holds no secret.");
}

internal sealed record DrawSecret(string Secret)
{
    /// <summary>Never the secret, so that it cannot slip into a log.</summary>
    public override string ToString() => "(secret of a draw)";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DrawSecret))]
internal sealed partial class DrawSecretJson : JsonSerializerContext;
