using System.Globalization;
using Microsoft.AspNetCore.Http;
using WaitingRoom.Web.Languages;
using WaitingRoom.Web.Security;

namespace WaitingRoom.Queue.Waiting;

/// <summary>A language of the waiting page: those of all pages, and German in easy language (Leichte Sprache), because this page is met by everybody.</summary>
internal sealed class PageLanguage
{
    public static readonly PageLanguage German = new("de", "de", "Deutsch", Language.German);

    public static readonly PageLanguage English = new("en", "en", "English", Language.English);

    /// <summary><c>simple</c> is the variant registered for simplified language (IANA language subtag registry).</summary>
    public static readonly PageLanguage Easy = new("de-easy", "de-simple", "Leichte Sprache", Language.German);

    private const string Parameter = "lang";

    private const string CookieName = "wr-easy";

    /// <summary>One season of appointments, as long as the other languages are remembered.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(180);

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

    /// <summary>What was asked for now, else easy German if it was chosen before, else the language that all pages take.</summary>
    public static PageLanguage Of(HttpContext context, WebCookies cookies)
    {
        var asked = context.Request.Query[Parameter].ToString();
        var wasEasy = context.Request.Cookies[CookieName] == "1";
        var isEasy = asked == Easy.Code || (asked.Length == 0 && wasEasy);
        if (isEasy != wasEasy)
        {
            var options = cookies.NewOptions();
            options.MaxAge = isEasy ? Remembered : TimeSpan.Zero;
            context.Response.Cookies.Append(CookieName, isEasy ? "1" : "", options);
        }

        return isEasy ? Easy : Language.Current == Language.English ? English : German;
    }
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
