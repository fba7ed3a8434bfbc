using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace WaitingRoom.Booking.Codes;

/// <summary>
/// A booking code as people hold it in their hands: eleven random characters (53 bits) and a check character, in three groups of four.
/// <para>
/// The characters are read as digits of the prime field of 29 elements and weighted 1 to 12 by position; a valid code's weighted sum is 0. A
/// substituted character changes the sum by weight x difference and two exchanged neighbours change it by their difference: neither is ever 0 in a
/// prime field with weights below the prime, so every such slip is caught.
/// </para>
/// </summary>
internal sealed record BookingCode
{
    public const int Length = 12;

    private const int GroupLength = 4;

    private BookingCode(string characters) => Characters = characters;

    /// <summary>The twelve characters without hyphens: what is hashed.</summary>
    public string Characters { get; }

    public static BookingCode New()
    {
        Span<char> characters = stackalloc char[Length];
        for (var i = 0; i < Length - 1; i++)
        {
            characters[i] = ClearAlphabet.Characters[RandomNumberGenerator.GetInt32(ClearAlphabet.Size)];
        }

        characters[^1] = CheckCharacter(characters[..^1]);
        return new BookingCode(new string(characters));
    }

    /// <summary>The same code for the same 128 or more random bits.</summary>
    public static BookingCode From(ReadOnlySpan<byte> random)
    {
        var characters = ClearAlphabet.Write(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(random), Length - 1);
        return new BookingCode(characters + CheckCharacter(characters));
    }

    /// <summary>Reads what a person typed: any case, with or without hyphens and spaces, B for 8 and S for 5.</summary>
    public static CodeReading Read(string? typed, out BookingCode? code)
    {
        code = null;
        Span<char> characters = stackalloc char[Length];
        var count = 0;
        foreach (var c in typed ?? "")
        {
            if (char.IsWhiteSpace(c) || c is '-' or '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2212' or '_' or '.')
            {
                continue;
            }

            if (count == Length || !ClearAlphabet.TryRead(c, out characters[count]))
            {
                return CodeReading.NotACode;
            }

            count++;
        }

        if (count != Length)
        {
            return CodeReading.NotACode;
        }

        if (WeightedSum(characters) != 0)
        {
            return CodeReading.Mistyped;
        }

        code = new BookingCode(new string(characters));
        return CodeReading.Well;
    }

    public static bool TryRead(string? typed, [NotNullWhen(true)] out BookingCode? code) => Read(typed, out code) == CodeReading.Well && code is not null;

    /// <summary>As printed: XXXX-XXXX-XXXX.</summary>
    public override string ToString() => string.Join('-', Characters.Chunk(GroupLength).Select(group => new string(group)));

    internal static char CheckCharacter(ReadOnlySpan<char> random)
    {
        var sum = WeightedSum(random);
        for (var digit = 0; digit < ClearAlphabet.Size; digit++)
        {
            if ((sum + (Length * digit)) % ClearAlphabet.Size == 0)
            {
                return ClearAlphabet.Characters[digit];
            }
        }

        throw new InvalidOperationException("Every weight below a prime has an inverse.");
    }

    private static int WeightedSum(ReadOnlySpan<char> characters)
    {
        var sum = 0;
        for (var i = 0; i < characters.Length; i++)
        {
            sum += (i + 1) * ClearAlphabet.DigitOf(characters[i]);
        }

        return sum % ClearAlphabet.Size;
    }
}

/// <summary>What became of typed text.</summary>
internal enum CodeReading
{
    Well,

    /// <summary>Too short, too long, or a character that no code has.</summary>
    NotACode,

    /// <summary>The check character does not agree.</summary>
    Mistyped,
}
