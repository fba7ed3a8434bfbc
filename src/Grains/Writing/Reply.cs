namespace WaitingRoom.Grains.Writing;

/// <summary>What comes back from a grain: its outcome, or the reason why there is none. A closed set.</summary>
public abstract record Reply<TOutcome>
{
    private Reply()
    {
    }

    /// <summary>The grain decided, and what it decided is durable.</summary>
    public sealed record Done(TOutcome Outcome) : Reply<TOutcome>;

    /// <summary>Nothing was done: the grain's queue is full. Try again after a moment, with the same operation id.</summary>
    public sealed record Busy : Reply<TOutcome>
    {
        public static readonly Busy Instance = new();
    }

    /// <summary>It may or may not have been done: storage did not answer. Ask again with the same operation id to learn which.</summary>
    public sealed record Unknown : Reply<TOutcome>
    {
        public static readonly Unknown Instance = new();
    }
}
