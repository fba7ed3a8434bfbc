using WaitingRoom.Queue.Status;
using WaitingRoom.Web.Languages;

namespace WaitingRoom.Queue.Waiting;

/// <summary>Where somebody stands.</summary>
/// <param name="NowServing">Everyone up to this number may claim.</param>
/// <param name="CeilingPerMinute">Most admissions a minute, so that only an earliest time can be told.</param>
internal sealed record PlaceInLine(long Number, long NowServing, int CeilingPerMinute)
{
    private const double MinutesToSpeakOfHours = 120;

    public bool IsTurn => Number <= NowServing;

    public bool IsPaused => CeilingPerMinute == 0;

    public long Ahead => Math.Max(0, Number - NowServing - 1);

    /// <summary>How soon a page without script looks again.</summary>
    public int RefreshSeconds => (int)PollInterval.For(Number - NowServing, CeilingPerMinute).TotalSeconds;

    /// <summary>The earliest time, in words; null while nobody is admitted.</summary>
    public Text? Earliest
    {
        get
        {
            if (IsPaused)
            {
                return null;
            }

            var minutes = Ahead / (double)CeilingPerMinute;
            return minutes < 1 ? WaitingTexts.SoonNow
                : minutes < MinutesToSpeakOfHours ? WaitingTexts.InMinutes.With(Math.Max(2, Math.Ceiling(minutes)))
                : WaitingTexts.InHours.With(Math.Round(minutes / 60));
        }
    }
}
