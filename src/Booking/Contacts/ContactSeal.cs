using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WaitingRoom.Booking.Keys;
using WaitingRoom.Grains.Identity;

namespace WaitingRoom.Booking.Contacts;

/// <summary>
/// Seals contact data with a fresh AES-256-GCM key per booking; that key is wrapped under <c>keys/contacts</c> and stored apart, so that destroying
/// it deletes the contact data from a history that cannot be changed. Both are bound to the pair: swapped between bookings they do not open.
/// </summary>
internal sealed class ContactSeal(DocumentKeys keys)
{
    /// <summary>First byte of both forms.</summary>
    private const byte Form = 1;

    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>Names the wrapping key: the first bytes of its hash.</summary>
    private const int NameBytes = 4;

    public async ValueTask<SealedContact> Seal(SealedContent content, PairId pair)
    {
        var wrapping = (await keys.Get(DocumentKeys.Contacts)).Current;
        var key = RandomNumberGenerator.GetBytes(SecretKey.Length);
        try
        {
            var data = Encrypt(key, JsonSerializer.SerializeToUtf8Bytes(content, BookingJson.Default.SealedContent), $"contact/{pair}");
            return new SealedContact([Form, .. data], [Form, .. NameOf(wrapping), .. Encrypt(wrapping.Bytes, key, $"contact-key/{pair}")]);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Opens what <see cref="Seal"/> closed.</summary>
    /// <returns>Null when the key is another's, was destroyed or the data was changed.</returns>
    public async ValueTask<SealedContent?> Open(ReadOnlyMemory<byte> data, ReadOnlyMemory<byte> wrappedKey, PairId pair)
    {
        if (data.Length <= 1 + NonceBytes + TagBytes || wrappedKey.Length <= 1 + NameBytes + NonceBytes + TagBytes || data.Span[0] != Form || wrappedKey.Span[0] != Form)
        {
            return null;
        }

        var set = await keys.Get(DocumentKeys.Contacts);
        var wrapping = set.Keys.FirstOrDefault(key => NameOf(key).AsSpan().SequenceEqual(wrappedKey.Span.Slice(1, NameBytes)));
        if (wrapping is null || Decrypt(wrapping.Bytes, wrappedKey.Span[(1 + NameBytes)..], $"contact-key/{pair}") is not { Length: SecretKey.Length } key)
        {
            return null;
        }

        return Decrypt(key, data.Span[1..], $"contact/{pair}") is { } json ? JsonSerializer.Deserialize(json, BookingJson.Default.SealedContent) : null;
    }

    private static byte[] Encrypt(byte[] key, byte[] plain, string boundTo)
    {
        var sealedBytes = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(sealedBytes.AsSpan(0, NonceBytes), plain, sealedBytes.AsSpan(NonceBytes, plain.Length), sealedBytes.AsSpan(NonceBytes + plain.Length), Encoding.UTF8.GetBytes(boundTo));
        return sealedBytes;
    }

    private static byte[]? Decrypt(byte[] key, ReadOnlySpan<byte> sealedBytes, string boundTo)
    {
        var plain = new byte[sealedBytes.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        try
        {
            aes.Decrypt(sealedBytes[..NonceBytes], sealedBytes.Slice(NonceBytes, plain.Length), sealedBytes[(NonceBytes + plain.Length)..], plain, Encoding.UTF8.GetBytes(boundTo));
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] NameOf(SecretKey key) => SHA256.HashData(key.Bytes)[..NameBytes];
}

/// <param name="Data">Goes into the history.</param>
/// <param name="WrappedKey">Goes beside it and can be destroyed.</param>
internal sealed record SealedContact(byte[] Data, byte[] WrappedKey);

/// <summary>What is sealed: the contact, the key of the request that brought it (a repeat is told by it) and the language to write in.</summary>
internal sealed record SealedContent(Contact Contact, string IdempotencyKey, string Language);
