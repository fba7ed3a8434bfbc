namespace WaitingRoom.Gate.Sessions;

/// <summary>Renewals under way and just done: one at a time for each visitor, however many requests a page makes.</summary>
internal sealed class Renewals(TimeProvider time)
{
    /// <summary>Requests that set out with the old pass still get the new one from here. Shorter than half of the shortest session (2 minutes).</summary>
    private static readonly TimeSpan KeepDone = TimeSpan.FromSeconds(30);

    /// <summary>A waiting room that does not answer is not asked for the same visitor before this.</summary>
    private static readonly TimeSpan KeepFailed = TimeSpan.FromSeconds(10);

    /// <summary>Visitors of one process whose renewal is remembered; about 1 KB each. Beyond it the next page asks again.</summary>
    private const int Most = 20_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Renewal> known = [];
    private DateTimeOffset sweptAt;

    /// <summary>The answer, or null when it takes longer than <paramref name="patience"/>; it is then kept for the visitor's next request.</summary>
    /// <param name="id">The visitor's <c>jti</c>.</param>
    /// <param name="ask">Never throws.</param>
    public async ValueTask<SessionAnswer?> Ask(string id, TimeSpan patience, Func<Task<SessionAnswer>> ask)
    {
        if (Find(id, ask) is not { } renewal)
        {
            return null;
        }

        try
        {
            return await renewal.Answer.WaitAsync(patience, time);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private Renewal? Find(string id, Func<Task<SessionAnswer>> ask)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (now - sweptAt >= KeepFailed)
            {
                sweptAt = now;
                foreach (var (old, _) in known.Where(entry => entry.Value.IsOver(now)).ToArray())
                {
                    known.Remove(old);
                }
            }

            if (known.TryGetValue(id, out var found) && !found.IsOver(now))
            {
                return found;
            }

            if (known.Count >= Most)
            {
                return null;
            }

            // Elsewhere, because the first part of a request runs where it is called, and here is a lock.
            return known[id] = new Renewal(Task.Run(ask), now);
        }
    }

    private sealed record Renewal(Task<SessionAnswer> Answer, DateTimeOffset StartedAt)
    {
        public bool IsOver(DateTimeOffset now) =>
            Answer.IsCompleted && now - StartedAt >= (Answer.IsCompletedSuccessfully && Answer.Result is not SessionAnswer.Unreachable ? KeepDone : KeepFailed);
    }
}
