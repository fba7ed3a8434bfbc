namespace WaitingRoom.Booking.Codes;

/// <summary>
/// "Clear 29": capital letters and digits that are hard to take for each other on paper. Without 0, O, 1, I and L; without B and S, which are read
/// as 8 and 5 when typed. Twenty-nine is a prime, which the check character needs.
/// </summary>
internal static class ClearAlphabet
{
    public const string Characters = "23456789ACDEFGHJKMNPQRTUVWXYZ";

    public const int Size = 29;

    /// <summary>False for a character that is not in the alphabet and cannot be meant by it.</summary>
    public static bool TryRead(char typed, out char character)
    {
        character = char.ToUpperInvariant(typed) switch
        {
            'B' => '8',
            'S' => '5',
            var other => other,
        };
        return Characters.Contains(character, StringComparison.Ordinal);
    }

    /// <summary>0 to 28; -1 for a character outside the alphabet.</summary>
    public static int DigitOf(char character) => Characters.IndexOf(character, StringComparison.Ordinal);

    /// <summary>The lowest <paramref name="count"/> digits of a number, for references made from a keyed hash.</summary>
    public static string Write(UInt128 number, int count)
    {
        Span<char> characters = stackalloc char[count];
        for (var i = count - 1; i >= 0; i--)
        {
            (number, var digit) = UInt128.DivRem(number, Size);
            characters[i] = Characters[(int)digit];
        }

        return new string(characters);
    }
}
