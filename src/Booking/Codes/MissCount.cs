namespace WaitingRoom.Booking.Codes;

/// <summary>
/// Codes that all sessions together tried in vain. A person who copies a code hardly ever makes another well-formed one, so many misses are a guesser with many
/// sessions. Beyond the limit whoever has missed in this span waits for the next; everybody else goes on.
/// </summary>
internal sealed class MissCount(int most, TimeSpan window, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly HashSet<string> missed = [];
    private DateTimeOffset began;
    private int count;

    /// <summary>How long the session has to wait; null for not at all.</summary>
    public TimeSpan? Wait(string session)
    {
        lock (gate)
        {
            var now = Turn();
            return count >= most && missed.Contains(session) ? began + window - now : null;
        }
    }

    public void Add(string session)
    {
        lock (gate)
        {
            Turn();
            count++;
            missed.Add(session);
        }
    }

    private DateTimeOffset Turn()
    {
        var now = time.GetUtcNow();
        if (now - began >= window)
        {
            (began, count) = (now, 0);
            missed.Clear();
        }

        return now;
    }
}
