using WaitingRoom.Queue.Status;

namespace WaitingRoom.Queue.Waiting;

/// <summary>How long somebody will probably wait, as an interval, because a point would be a promise. The script reckons the same way.</summary>
internal static class WaitInterval
{
    private const double MinutesToSpeakOfHours = 120;

    /// <summary>From here on people plan in steps of five minutes.</summary>
    private const double MinutesToRound = 20;

    /// <param name="ahead">People before this one.</param>
    /// <param name="rate">Null while nobody is being called.</param>
    public static string Words(long ahead, StatusEta? rate, PageLanguage language)
    {
        if (rate is null || rate.HighPerMinute <= 0)
        {
            return WaitingTexts.Unknown.In(language);
        }

        var low = (ahead + 1) / rate.HighPerMinute;
        var high = rate.LowPerMinute > 0 ? (ahead + 1) / rate.LowPerMinute : 2 * low;
        if (high < 1)
        {
            return WaitingTexts.UnderMinute.In(language);
        }

        if (high < MinutesToSpeakOfHours)
        {
            var step = high >= MinutesToRound ? 5 : 1;
            return Between(Math.Max(1, Math.Floor(low / step) * step), Math.Max(2, Math.Ceiling(high / step) * step), WaitingTexts.Minutes, WaitingTexts.MinutesOne, language);
        }

        return Between(Math.Max(1, Math.Floor(low / 60)), Math.Ceiling(high / 60), WaitingTexts.Hours, WaitingTexts.HoursOne, language);
    }

    private static string Between(double low, double high, Saying both, Saying one, PageLanguage language) =>
        low >= high ? one.In(language, high) : both.In(language, low, high);
}
