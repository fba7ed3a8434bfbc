namespace WaitingRoom.Bench.Load;

/// <summary>Gives each run of wrk browsers of its own.</summary>
internal sealed class Browsers
{
    /// <summary>More than any run can use: a thousand seconds at 100,000 a second.</summary>
    private const long PerRun = 100_000_000;

    private long runs;

    /// <summary>The script of the next run.</summary>
    public string Next() => JoinScript.Text(runs++ * PerRun);
}
