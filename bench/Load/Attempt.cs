namespace WaitingRoom.Bench.Load;

/// <summary>How one attempt of a load ended. An exception counts as <see cref="Failed"/>.</summary>
public enum Attempt
{
    Done,

    /// <summary>Answered, but not with what was asked for: full, closed, too busy.</summary>
    Refused,
    Failed,
}

/// <summary>One attempt; <paramref name="number"/> counts from 0 over the whole load and is never used twice.</summary>
public delegate ValueTask<Attempt> AttemptAsync(long number, CancellationToken cancellation);
