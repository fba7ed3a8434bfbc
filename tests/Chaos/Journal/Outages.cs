namespace WaitingRoom.Chaos.Journal;

/// <summary>
/// For each centre-day the time from the first request that was refused (503, 429, no answer) to the next one that it answered, with a yes or with a no of its own: what people see of a grain whose node died.
/// </summary>
internal sealed class Outages(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, long> since = [];
    private TimeSpan longest;
    private string worst = "";

    public void Refused(IReadOnlyList<string> days)
    {
        lock (gate)
        {
            foreach (var day in days)
            {
                since.TryAdd(day, time.GetTimestamp());
            }
        }
    }

    public void Answered(IReadOnlyList<string> days)
    {
        lock (gate)
        {
            foreach (var day in days)
            {
                if (since.Remove(day, out var first) && time.GetElapsedTime(first) is var lasted && lasted > longest)
                {
                    (longest, worst) = (lasted, day);
                }
            }
        }
    }

    /// <summary>The longest since the last call, its day, and how many days nobody tried again after a refusal.</summary>
    public (TimeSpan Longest, string Day, int Open) EndRound()
    {
        lock (gate)
        {
            var result = (longest, worst, since.Count);
            (longest, worst) = (TimeSpan.Zero, "");
            since.Clear();
            return result;
        }
    }
}
