namespace WaitingRoom.Queue.Joining;

/// <summary>
/// Which browser got which number lately, so that a repeated or doubled join without its ticket (a second tab, a lost answer, an app without cookies) is
/// given the same one. Forgets the oldest first; a browser that comes later brings its ticket.
/// </summary>
internal sealed class RecentJoins
{
    /// <summary>About 15 MB. At a thousand arrivals a second it still spans more than a minute, at the usual hundred a quarter of an hour.</summary>
    public const int Limit = 100_000;

    private readonly Lock sync = new();
    private readonly Dictionary<Guid, Task<Place?>> joins = [];
    private readonly Queue<(Guid Browser, Task<Place?> Join)> order = new();

    /// <param name="browser">See <see cref="Tokens.BrowserSecret.Key"/>.</param>
    /// <param name="join">Gets a number; run once for all who ask at the same time. Its null is not remembered.</param>
    public Task<Place?> GetOrJoin(Guid browser, Func<Task<Place?>> join)
    {
        var mine = new TaskCompletionSource<Place?>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (sync)
        {
            if (joins.TryGetValue(browser, out var known))
            {
                return known;
            }

            joins.Add(browser, mine.Task);
            order.Enqueue((browser, mine.Task));
            if (order.Count > Limit)
            {
                var (oldest, past) = order.Dequeue();
                Remove(oldest, past);
            }
        }

        return RunAsync(browser, join, mine);
    }

    /// <summary>What this browser got lately, or is just getting; null for one that is not known.</summary>
    public Task<Place?>? Find(Guid browser)
    {
        lock (sync)
        {
            return joins.GetValueOrDefault(browser);
        }
    }

    /// <summary>Forgets that the browser got this number. Whatever else it has got meanwhile stays: of many who ask at once only the first makes room.</summary>
    public void Forget(Guid browser, long number)
    {
        lock (sync)
        {
            if (joins.TryGetValue(browser, out var known) && known is { IsCompletedSuccessfully: true, Result.Number: var had } && had == number)
            {
                joins.Remove(browser);
            }
        }
    }

    private async Task<Place?> RunAsync(Guid browser, Func<Task<Place?>> join, TaskCompletionSource<Place?> mine)
    {
        Place? place = null;
        try
        {
            place = await join();
            return place;
        }
        finally
        {
            if (place is null)
            {
                lock (sync)
                {
                    Remove(browser, mine.Task);
                }
            }

            mine.SetResult(place);
        }
    }

    private void Remove(Guid browser, Task<Place?> join)
    {
        if (joins.TryGetValue(browser, out var known) && known == join)
        {
            joins.Remove(browser);
        }
    }
}

/// <summary>A place in line: a number and when it was handed out.</summary>
internal sealed record Place(long Number, DateTimeOffset IssuedAt)
{
    /// <summary>Not in the line: a place that is never called, see <see cref="Bots.Suspicion"/>.</summary>
    public bool Endless { get; init; }
}
