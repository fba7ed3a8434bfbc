namespace WaitingRoom.Queue.Draws;

/// <summary>Where draws get their public values. Bound from the configuration section <c>Queue:Draw</c>.</summary>
public sealed class DrawOptions
{
    public const string Section = "Queue:Draw";

    /// <summary>Chains of drand by the name that a room's beacon gives after <c>drand:</c>. The chain of the League of Entropy that gives a value every three seconds is there.</summary>
    public IDictionary<string, DrandChain> Chains { get; } = new Dictionary<string, DrandChain>(StringComparer.Ordinal)
    {
        ["quicknet"] = new DrandChain
        {
            Address = "https://api.drand.sh/52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971/public/{round}",
            GenesisAt = DateTimeOffset.FromUnixTimeSeconds(1_692_803_367),
            PeriodSeconds = 3,
        },
    };
}

/// <summary>A chain of rounds: round 1 at the genesis, another after each period.</summary>
public sealed class DrandChain
{
    /// <summary>Where a round is read; <c>{round}</c> stands for its number. Any mirror will do.</summary>
    public string Address { get; set; } = "";

    public DateTimeOffset GenesisAt { get; set; }

    public int PeriodSeconds { get; set; }

    /// <summary>The first round whose value does not exist before <paramref name="at"/>.</summary>
    public long RoundAtOrAfter(DateTimeOffset at)
    {
        var ticks = Math.Max(0, (at - GenesisAt).Ticks);
        var period = PeriodSeconds * TimeSpan.TicksPerSecond;
        return ((ticks + period - 1) / period) + 1;
    }
}
