namespace WaitingRoom.Bench.Surge;

/// <summary>
/// Who comes when: a quiet minute, then seventy times as many for a minute, then as quiet as before. All instants are of the simulated clock.
/// </summary>
/// <param name="Crowd">People who come within the minute of the step; the rate before and after is a seventieth of theirs.</param>
/// <param name="CeilingPerMinute">Admissions a minute, above the quiet rate.</param>
/// <param name="Minutes">From the beginning to the end.</param>
/// <param name="NoShowPercent">People who close the page and never come.</param>
/// <param name="PollSample">One in so many polls is sent over HTTP; the others read the document that a cache would give them.</param>
internal sealed record SurgePlan(int Crowd, int CeilingPerMinute, int Minutes, int NoShowPercent, int PollSample, int PollsPerSecond, int PollSeconds, int Seed)
{
    public const int Step = 70;

    public static readonly TimeSpan StepBegins = TimeSpan.FromMinutes(1);

    public static readonly TimeSpan StepEnds = TimeSpan.FromMinutes(2);

    public double PeakPerSecond => Crowd / (StepEnds - StepBegins).TotalSeconds;

    public double ArrivalsPerSecond(TimeSpan at) => at >= StepBegins && at < StepEnds ? PeakPerSecond : PeakPerSecond / Step;
}
