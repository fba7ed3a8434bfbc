using System.Globalization;
using WaitingRoom.Web.Languages;

namespace WaitingRoom.Queue.Waiting;

/// <summary>A language of the waiting page: those of all pages, and German in easy language (Leichte Sprache), because this page is met by everybody.</summary>
internal sealed class PageLanguage
{
    public static readonly PageLanguage German = new("de", "de", "Deutsch", Language.German);

    public static readonly PageLanguage English = new("en", "en", "English", Language.English);

    public static readonly PageLanguage Easy = new(Language.Easy.Code, Language.Easy.Tag, Language.Easy.OwnName, Language.German);

    private PageLanguage(string code, string tag, string ownName, Language basis) => (Code, Tag, OwnName, Basis) = (code, tag, ownName, basis);

    public static IReadOnlyList<PageLanguage> All { get; } = [German, English, Easy];

    /// <summary>The value of <c>?lang=</c> and the key of an operator's message.</summary>
    public string Code { get; }

    /// <summary>BCP 47, for the lang attribute.</summary>
    public string Tag { get; }

    public string OwnName { get; }

    /// <summary>The language of everything that is said in two languages only.</summary>
    public Language Basis { get; }

    public CultureInfo Culture => Basis.Culture;

    /// <summary>The language of the request, as all pages take it.</summary>
    public static PageLanguage Current => Language.Current == Language.Easy ? Easy : Language.Current == Language.English ? English : German;
}

/// <summary>One thing said in all three languages of the waiting page. Placeholders as in <see cref="string.Format(IFormatProvider, string, object[])"/>.</summary>
internal readonly record struct Saying(string De, string En, string Easy)
{
    public string In(PageLanguage language, params object?[] values)
    {
        var text = language == PageLanguage.Easy ? Easy : language == PageLanguage.English ? En : De;
        return values.Length == 0 ? text : string.Format(language.Culture, text, values);
    }
}
