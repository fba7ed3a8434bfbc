using System.Security.Cryptography;

namespace WaitingRoom.Booking.Holding;

/// <summary>The key by which a client repeats a request: 1 to 128 visible ASCII characters.</summary>
internal readonly record struct IdempotencyKey(string Value)
{
    public const string Header = "Idempotency-Key";

    /// <summary>Name of the hidden field in forms.</summary>
    public const string Field = "idempotency-key";

    private const int Longest = 128;

    public static bool TryRead(string? text, out IdempotencyKey key)
    {
        key = new IdempotencyKey(text ?? "");
        return key.Value.Length is > 0 and <= Longest && key.Value.All(c => c is > ' ' and <= '~');
    }

    /// <summary>For a form that is shown anew.</summary>
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
