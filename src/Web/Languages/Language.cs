using System.Globalization;

namespace WaitingRoom.Web.Languages;

/// <summary>A language of the pages. The set is closed: German and English.</summary>
public sealed class Language
{
    public static readonly Language German = new("de", "Deutsch", "de-DE");

    /// <summary>British English, because its dates put the day before the month as people here expect.</summary>
    public static readonly Language English = new("en", "English", "en-GB");

    private Language(string code, string ownName, string culture)
    {
        Code = code;
        OwnName = ownName;
        Culture = CultureInfo.GetCultureInfo(culture);
    }

    /// <summary>Two letters, ISO 639-1; the value of <c>?lang=</c>, of the cookie and of the lang attribute.</summary>
    public string Code { get; }

    /// <summary>The name in the language itself, for the switch.</summary>
    public string OwnName { get; }

    public CultureInfo Culture { get; }

    public static IReadOnlyList<Language> All { get; } = [German, English];

    /// <summary>The language of the request that is being answered.</summary>
    public static Language Current =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == English.Code ? English : German;

    /// <summary>Finds the language of a tag such as "en", "EN" or "en-US"; null when it is none of ours.</summary>
    public static Language? Find(string? tag)
    {
        if (string.IsNullOrEmpty(tag))
        {
            return null;
        }

        foreach (var language in All)
        {
            if (tag.StartsWith(language.Code, StringComparison.OrdinalIgnoreCase)
                && (tag.Length == language.Code.Length || tag[language.Code.Length] == '-'))
            {
                return language;
            }
        }

        return null;
    }
}
