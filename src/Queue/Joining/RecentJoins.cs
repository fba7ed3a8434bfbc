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
    private readonly Queue<Guid> order = new();

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
            order.Enqueue(browser);
            if (order.Count > Limit)
            {
                joins.Remove(order.Dequeue());
            }
        }

        return RunAsync(browser, join, mine);
    }

    /// <summary>Whether this browser has joined lately, or is just joining.</summary>
    public bool Knows(Guid browser)
    {
        lock (sync)
        {
            return joins.ContainsKey(browser);
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
                    joins.Remove(browser);
                }
            }

            mine.SetResult(place);
        }
    }
}

/// <summary>A place in line: a number and when it was handed out.</summary>
internal sealed record Place(long Number, DateTimeOffset IssuedAt)
{
    /// <summary>Not in the line: a place that is never called, see <see cref="Bots.Suspicion"/>.</summary>
    public bool Endless { get; init; }
}
