using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Simulation.Checking;
using WaitingRoom.Simulation.Storage;

namespace WaitingRoom.Simulation.Driving;

/// <summary>What a run is made of. The defaults are the product as it is; controls put something broken in its place.</summary>
internal sealed record EpisodeOptions
{
    public IAggregate<DayState, DayCommand, DayEvent, DayOutcome> Day { get; init; } = DayAggregate.Instance;

    public IAggregate<CodeState, CodeCommand, CodeEvent, CodeOutcome> Code { get; init; } = CodeAggregate.Instance;

    public LedgerRules Ledger { get; init; } = new();

    /// <summary>The rules whose violation ends a run; null for all.</summary>
    public IReadOnlySet<Rule>? Rules { get; init; }

    /// <summary>Small, so that every limit is reached often.</summary>
    public WriterOptions Limits { get; init; } = new() { QueueLimit = 3, BatchLimit = 3, AttemptLimit = 3, SnapshotEvery = 6, RecentDecisions = 4 };

    /// <summary>Steps of one episode before everything is healed and has to come to rest.</summary>
    public int EpisodeSteps { get; init; } = 1500;
}
