namespace WaitingRoom.Queue.Bots;

/// <summary>
/// Which challenges were used, for as long as they are valid. Two halves that take turns, so that forgetting costs nothing. When more are used than it holds the oldest may be
/// used again; a challenge is bound to its browser, which has its one number already.
/// </summary>
internal sealed class SpentChallenges(int limit = SpentChallenges.Limit)
{
    /// <summary>In each half: five minutes of 3,300 arrivals a second, about 40 MB.</summary>
    public const int Limit = 1_000_000;

    private readonly Lock sync = new();
    private HashSet<Guid> current = [];
    private HashSet<Guid> before = [];
    private DateTimeOffset begun = DateTimeOffset.MinValue;

    /// <summary>False when it was used before.</summary>
    public bool TrySpend(Guid id, DateTimeOffset now)
    {
        lock (sync)
        {
            if (now - begun >= Challenges.Life || current.Count >= limit)
            {
                before = now - begun >= Challenges.Life * 2 ? [] : current;
                (current, begun) = ([], now);
            }

            return !before.Contains(id) && current.Add(id);
        }
    }
}
