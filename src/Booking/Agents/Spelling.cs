namespace WaitingRoom.Booking.Agents;

/// <summary>How a text is read out on the phone, a word for each character; what no alphabet names is left out, as hyphens are.</summary>
/// <param name="German">DIN 5009:2022, by names of towns.</param>
/// <param name="International">ICAO Annex 10, Volume II, known as NATO's.</param>
internal sealed record Spelling(IReadOnlyList<string> German, IReadOnlyList<string> International)
{
    public static Spelling Of(string text) => new(Words(text, SpellingAlphabets.German), Words(text, SpellingAlphabets.International));

    private static IReadOnlyList<string> Words(string text, IReadOnlyDictionary<char, string> alphabet) =>
        [.. text.Select(c => alphabet.GetValueOrDefault(char.ToUpperInvariant(c))).OfType<string>()];
}
