using WaitingRoom.Simulation.Checking;
using WaitingRoom.Simulation.Choosing;
using WaitingRoom.Simulation.Machine;
using WaitingRoom.Simulation.Storage;

namespace WaitingRoom.Simulation.Driving;

/// <summary>What the parts of one episode share.</summary>
internal sealed class World
{
    /// <summary>Two days before the first centre-day, so that a phone share can return and slots can pass.</summary>
    private static readonly DateTimeOffset Start = new(2026, 3, 27, 8, 0, 0, TimeSpan.Zero);

    public World(EpisodeOptions options, Choices choices, RunCounters counters, History log)
    {
        (Options, Choices, Counters, Log) = (options, choices, counters, log);
        Clock = new VirtualClock(Start);
        Ledger = new SimulatedLedger(options.Ledger);
        Checker = new Checker(this);
    }

    public EpisodeOptions Options { get; }

    public Choices Choices { get; }

    public RunCounters Counters { get; }

    public History Log { get; }

    public VirtualClock Clock { get; }

    public SimulatedLedger Ledger { get; }

    public Network Network { get; } = new();

    public Checker Checker { get; }

    public int StepNumber { get; set; }
}
