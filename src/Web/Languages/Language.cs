using System.Globalization;

namespace WaitingRoom.Web.Languages;

/// <summary>A language of the pages. The set is closed: German, English, and German in easy language (Leichte Sprache) on the pages that everybody meets.</summary>
public sealed class Language
{
    public static readonly Language German = new("de", "Deutsch", "de-DE");

    /// <summary>British English, because its dates put the day before the month as people here expect.</summary>
    public static readonly Language English = new("en", "English", "en-GB");

    /// <summary>Dates and numbers as in German; <c>simple</c> is the variant registered for simplified language (IANA language subtag registry).</summary>
    public static readonly Language Easy = new("de-easy", "Leichte Sprache", "de-DE-simple", "de-simple");

    private Language(string code, string ownName, string culture, string? tag = null)
    {
        Code = code;
        Tag = tag ?? code;
        OwnName = ownName;
        Culture = CultureInfo.GetCultureInfo(culture);
    }

    /// <summary>The value of <c>?lang=</c> and of the cookie: two letters, ISO 639-1, or <c>de-easy</c>.</summary>
    public string Code { get; }

    /// <summary>BCP 47, for the lang attribute.</summary>
    public string Tag { get; }

    /// <summary>The name in the language itself, for the switch.</summary>
    public string OwnName { get; }

    public CultureInfo Culture { get; }

    /// <summary>The language of what is said in two languages only: letters, messages, the staff's pages.</summary>
    public Language Basis => this == Easy ? German : this;

    /// <summary>Those of every page.</summary>
    public static IReadOnlyList<Language> All { get; } = [German, English];

    /// <summary>Those of the pages that everybody meets.</summary>
    public static IReadOnlyList<Language> WithEasy { get; } = [German, English, Easy];

    /// <summary>The language of the request that is being answered.</summary>
    public static Language Current =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == English.Code ? English
        : CultureInfo.CurrentUICulture.Equals(Easy.Culture) ? Easy
        : German;

    /// <summary>Finds the language of a tag such as "en", "EN", "en-US" or "de-easy"; null when it is none of ours.</summary>
    public static Language? Find(string? tag)
    {
        if (string.IsNullOrEmpty(tag))
        {
            return null;
        }

        if (tag.Equals(Easy.Code, StringComparison.OrdinalIgnoreCase))
        {
            return Easy;
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
