namespace WaitingRoom.Queue.Bots;

/// <summary>
/// Which browsers behave as no person can. The rules are few and sure, because a person wrongly flagged would wait for nothing: (1) the field that no person sees and no
/// browser fills was filled; (2) <see cref="MostFailures"/> challenges came back with a wrong solution or a false signature within an hour. What happens to people (an old page, a
/// second tab, no script, a slow phone, a shared address) counts for nothing. A flag belongs to one browser secret, never to an address, and ends after <see cref="Memory"/>.
/// </summary>
internal sealed class Suspicion(TimeProvider time)
{
    /// <summary>Our own script never sends a wrong solution; five are not an accident.</summary>
    public const int MostFailures = 5;

    public static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    /// <summary>About 10 MB; the oldest are forgotten first.</summary>
    private const int Limit = 50_000;

    private readonly Lock sync = new();
    private readonly Dictionary<Guid, Record> records = [];
    private readonly Queue<Guid> order = new();

    public void TrapTouched(Guid browser) => Add(browser, MostFailures);

    public void ChallengeFailed(Guid browser) => Add(browser, 1);

    public bool IsFlagged(Guid browser)
    {
        lock (sync)
        {
            return records.TryGetValue(browser, out var record) && record.Failures >= MostFailures && time.GetUtcNow() - record.Since < Memory;
        }
    }

    private void Add(Guid browser, int failures)
    {
        var now = time.GetUtcNow();
        lock (sync)
        {
            if (records.TryGetValue(browser, out var record))
            {
                records[browser] = now - record.Since < Memory ? record with { Failures = record.Failures + failures } : new Record(failures, now);
                return;
            }

            records.Add(browser, new Record(failures, now));
            order.Enqueue(browser);
            if (order.Count > Limit)
            {
                records.Remove(order.Dequeue());
            }
        }
    }

    private readonly record struct Record(int Failures, DateTimeOffset Since);
}
