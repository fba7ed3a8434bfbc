using System.Globalization;

namespace WaitingRoom.Web.Languages;

/// <summary>
/// One thing said to a person, in every language of the product. Both languages stand side by side in one
/// declaration, so a text that lacks a language does not compile; pages that everybody meets say it in easy German, too. Written into a page it takes the language of the request.
/// </summary>
/// <param name="De">German, plain language, formal address ("Sie"). May hold placeholders as in <see cref="string.Format(IFormatProvider, string, object[])"/>.</param>
/// <param name="En">English with the same placeholders.</param>
/// <param name="Easy">German in easy language (Leichte Sprache) with the same placeholders; null where the plain German one serves.</param>
public readonly record struct Text(string De, string En, string? Easy = null)
{
    /// <summary>Data that is the same in every language: a name, a reference, a place.</summary>
    public static Text Same(string value) => new(value, value);

    /// <summary>Fills the placeholders of all languages, each formatted by the culture of its language; a text among the values speaks that language, too.</summary>
    public Text With(params object?[] values) => new(
        Filled(De, Language.German, values),
        Filled(En, Language.English, values),
        Easy is null ? null : Filled(Easy, Language.Easy, values));

    public string In(Language language) => language == Language.English ? En : language == Language.Easy ? Easy ?? De : De;

    /// <summary>The text in the language of the request (<see cref="CultureInfo.CurrentUICulture"/>).</summary>
    public override string ToString() => In(Language.Current);

    private static string Filled(string text, Language language, object?[] values) =>
        string.Format(language.Culture, text, Array.ConvertAll(values, value => value is Text other ? other.In(language) : value));
}
