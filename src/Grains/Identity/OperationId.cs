using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace WaitingRoom.Grains.Identity;

/// <summary>
/// Names one intention of one caller, 128 bits. A command that carries the same id a second time changes nothing and gets the
/// first answer again: the ledger holds each id at most once per stream.
/// </summary>
[JsonConverter(typeof(IdJsonConverter<OperationId>))]
public readonly record struct OperationId(Guid Value) : IId<OperationId>
{
    /// <summary>Carried by commands that need no repeat protection, such as a tick.</summary>
    public static readonly OperationId None;

    /// <summary>A fresh random id; for the edge only, the core never calls it.</summary>
    public static OperationId New() => new(RandomId.Next());

    /// <summary>The same id for the same words, so that a repeated or resumed step finds its earlier self.</summary>
    public static OperationId Derive(params ReadOnlySpan<string> words) => new(RandomId.FromWords(words));

    public static OperationId From(Guid value) => new(value);

    public override string ToString() => RandomId.Format(Value);
}

/// <summary>Names one person's claim on one seat of one centre-day, while held and after booking. Never used twice.</summary>
[JsonConverter(typeof(IdJsonConverter<AppointmentId>))]
public readonly record struct AppointmentId(Guid Value) : IId<AppointmentId>, IComparable<AppointmentId>
{
    public static AppointmentId From(Guid value) => new(value);

    public static AppointmentId Derive(params ReadOnlySpan<string> words) => new(RandomId.FromWords(words));

    public int CompareTo(AppointmentId other) => Value.CompareTo(other.Value);

    public static bool operator <(AppointmentId left, AppointmentId right) => left.CompareTo(right) < 0;

    public static bool operator >(AppointmentId left, AppointmentId right) => left.CompareTo(right) > 0;

    public static bool operator <=(AppointmentId left, AppointmentId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(AppointmentId left, AppointmentId right) => left.CompareTo(right) >= 0;

    public override string ToString() => RandomId.Format(Value);
}

/// <summary>Names one attempt to book a pair of appointments with one code: the saga's identity. Never used twice.</summary>
[JsonConverter(typeof(IdJsonConverter<PairId>))]
public readonly record struct PairId(Guid Value) : IId<PairId>
{
    public static PairId From(Guid value) => new(value);

    public static PairId New() => new(RandomId.Next());

    public static PairId Derive(params ReadOnlySpan<string> words) => new(RandomId.FromWords(words));

    public override string ToString() => RandomId.Format(Value);
}

/// <summary>What the three 128-bit ids have in common; lets one JSON converter serve them all.</summary>
public interface IId<TSelf>
    where TSelf : struct, IId<TSelf>
{
    Guid Value { get; }

    static abstract TSelf From(Guid value);
}

internal static class RandomId
{
    /// <summary>Words longer than this are hashed from the heap; ids are derived from short words on hot paths.</summary>
    private const int StackBytes = 512;

    /// <summary>Characters of base64url that 128 bits take.</summary>
    public const int TextLength = 22;

    public static Guid Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        return new Guid(bytes);
    }

    public static Guid FromWords(ReadOnlySpan<string> words)
    {
        // Length-prefixed, so that ("ab","c") and ("a","bc") stay different.
        var length = 0;
        foreach (var word in words)
        {
            length += 4 + Encoding.UTF8.GetByteCount(word);
        }

        Span<byte> input = length <= StackBytes ? stackalloc byte[length] : new byte[length];
        var at = 0;
        foreach (var word in words)
        {
            var written = Encoding.UTF8.GetBytes(word, input[(at + 4)..]);
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(input[at..], written);
            at += 4 + written;
        }

        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(input, hash);
        return new Guid(hash[..16]);
    }

    /// <summary>22 characters of base64url: short enough for a URL, opaque.</summary>
    public static string Format(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes);
        return Base64Url.EncodeToString(bytes);
    }

    public static bool TryParse(ReadOnlySpan<char> text, out Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (text.Length == TextLength && Base64Url.TryDecodeFromChars(text, bytes, out var written) && written == 16)
        {
            value = new Guid(bytes);
            return true;
        }

        value = default;
        return false;
    }
}
