using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using WaitingRoom.Grains.Documents;

namespace WaitingRoom.Queue.Notices;

/// <summary>The keys of the notices, document <c>keys/notices</c>, made on first use. All processes agree on them, because only the first writer's are kept.</summary>
internal sealed class NoticeKeys(IDocuments documents)
{
    public const string DocumentName = "keys/notices";

    /// <summary>Of AES-256 and of HMAC-SHA256 (RFC 2104, section 3: as long as the hash).</summary>
    private const int KeyBytes = 32;

    private NoticeKeySet? known;

    public async ValueTask<NoticeKeySet> Get(CancellationToken cancellation)
    {
        if (Volatile.Read(ref known) is { } keys)
        {
            return keys;
        }

        var document = await documents.Get(DocumentName, cancellation);
        if (document is null)
        {
            var made = new NoticeKeySet(RandomNumberGenerator.GetBytes(KeyBytes), RandomNumberGenerator.GetBytes(KeyBytes));
            await documents.Put(DocumentName, 0, JsonSerializer.SerializeToUtf8Bytes(made, NoticeJson.Default.NoticeKeySet), cancellation);
            // Read back also after winning: what counts is what is stored.
            document = await documents.Get(DocumentName, cancellation) ?? throw new InvalidOperationException($"Document {DocumentName} was written and is not there.");
        }

        keys = JsonSerializer.Deserialize(document.Body.Span, NoticeJson.Default.NoticeKeySet)!;
        Volatile.Write(ref known, keys);
        return keys;
    }
}

/// <param name="Seal">Encrypts addresses (AES-256-GCM).</param>
/// <param name="Match">Hashes what has to be found again (HMAC-SHA256).</param>
internal sealed record NoticeKeySet(byte[] Seal, byte[] Match)
{
    public override string ToString() => nameof(NoticeKeySet);
}

/// <summary>What is sealed.</summary>
internal sealed record SealedNotice(string Address, bool IsPhone, string Language)
{
    public override string ToString() => nameof(SealedNotice);
}

/// <summary>What a program sends: one of the two.</summary>
internal sealed record NoticeBody(string? Email, string? Phone)
{
    public bool TryRead([NotNullWhen(true)] out NoticeAddress? address)
    {
        address = null;
        return (Email, Phone) switch
        {
            (not null, null) => NoticeAddress.TryReadEmail(Email, out address),
            (null, not null) => NoticeAddress.TryReadPhone(Phone, out address),
            _ => false,
        };
    }

    public override string ToString() => nameof(NoticeBody);
}

/// <summary>What it gets; the same whether or not the address was on the list before.</summary>
/// <param name="Confirmation">For the person, in the language of the request.</param>
internal sealed record NoticeTaken(string Room, string Confirmation);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(NoticeKeySet))]
[JsonSerializable(typeof(SealedNotice))]
[JsonSerializable(typeof(NoticeBody))]
[JsonSerializable(typeof(NoticeTaken))]
internal sealed partial class NoticeJson : JsonSerializerContext;
