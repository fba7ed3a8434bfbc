using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WaitingRoom.Grains.Notices;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Tokens;

namespace WaitingRoom.Queue.Notices;

/// <summary>
/// Turns an address into an entry that tells nothing to whoever reads the table, and back. The sealed text is bound to its room and fingerprint: moved to another row it does not open.
/// </summary>
internal sealed class NoticeSeal(NoticeKeys keys, TimeProvider time)
{
    /// <summary>First byte, for the day when there is a second form.</summary>
    private const byte Form = 1;

    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    public async ValueTask<NoticeEntry> Close(RoomId room, NoticeAddress address, BrowserSecret browser, string? idempotencyKey, string language, CancellationToken cancellation)
    {
        var set = await keys.Get(cancellation);
        var fingerprint = Hash(set, "address", room, address.Normal);
        var plain = JsonSerializer.SerializeToUtf8Bytes(new SealedNotice(address.Text, address.IsPhone, language), NoticeJson.Default.SealedNotice);
        var closed = new byte[1 + NonceBytes + plain.Length + TagBytes];
        closed[0] = Form;
        var nonce = closed.AsSpan(1, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(set.Seal, TagBytes);
        aes.Encrypt(nonce, plain, closed.AsSpan(1 + NonceBytes, plain.Length), closed.AsSpan(1 + NonceBytes + plain.Length), BoundTo(room, fingerprint));
        var request = idempotencyKey is null ? (ReadOnlyMemory<byte>?)null : Hash(set, "request", room, browser.Hash + "\n" + idempotencyKey).AsMemory();
        return new NoticeEntry(room, fingerprint, Hash(set, "browser", room, browser.Hash), request, time.GetUtcNow(), closed);
    }

    /// <summary>Null when no key of ours opens it, or it was changed.</summary>
    public async ValueTask<Notice?> Open(NoticeEntry entry, CancellationToken cancellation)
    {
        var closed = entry.Sealed;
        if (closed.Length <= 1 + NonceBytes + TagBytes || closed.Span[0] != Form)
        {
            return null;
        }

        var set = await keys.Get(cancellation);
        var plain = new byte[closed.Length - 1 - NonceBytes - TagBytes];
        using var aes = new AesGcm(set.Seal, TagBytes);
        try
        {
            aes.Decrypt(
                closed.Span.Slice(1, NonceBytes), closed.Span.Slice(1 + NonceBytes, plain.Length), closed.Span[(1 + NonceBytes + plain.Length)..], plain, BoundTo(entry.Room, entry.Fingerprint.Span));
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        var notice = JsonSerializer.Deserialize(plain, NoticeJson.Default.SealedNotice)!;
        return new Notice(entry, notice.IsPhone ? null : notice.Address, notice.IsPhone ? notice.Address : null, notice.Language);
    }

    public async ValueTask<byte[]> BrowserOf(RoomId room, BrowserSecret browser, CancellationToken cancellation) =>
        Hash(await keys.Get(cancellation), "browser", room, browser.Hash);

    /// <summary>With the room in it, so that nobody can tell from the table who waits in two rooms.</summary>
    private static byte[] Hash(NoticeKeySet set, string what, RoomId room, string value) => HMACSHA256.HashData(set.Match, Encoding.UTF8.GetBytes($"{what}\n{room.Name}\n{value}"));

    private static byte[] BoundTo(RoomId room, ReadOnlySpan<byte> fingerprint) => [.. "notice/"u8, .. Encoding.UTF8.GetBytes(room.Name), .. "/"u8, .. fingerprint];
}
