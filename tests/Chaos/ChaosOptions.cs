using WaitingRoom.Chaos.Nodes;

namespace WaitingRoom.Chaos;

/// <summary>What one run does. Everything random follows from the seed; when things happen on a real machine does not.</summary>
internal sealed record ChaosOptions
{
    public required HostTemplate Host { get; init; }

    /// <summary>The program of the one-machine host, for its commands: codes and staff tokens.</summary>
    public required string ServerProgram { get; init; }

    /// <summary>Name of the plan, see <see cref="Plans.PlanList"/>.</summary>
    public required string Plan { get; init; }

    public int Nodes { get; init; } = 3;

    public int Rounds { get; init; } = 3;

    public int Seed { get; init; } = 1;

    /// <summary>Journeys begun a second, open loop: whoever comes does not wait for those before.</summary>
    public double JourneysPerSecond { get; init; } = 30;

    /// <summary>People under way at once, at most. At 30 a second the usual number is more than a minute of silence; a small one makes the load as slow as the machine.</summary>
    public int MostUnderWay { get; init; } = 2_000;

    /// <summary>Most admissions a minute; 0 for twice the journeys, so that the crowd after an outage meets it.</summary>
    public int CeilingPerMinute { get; init; }

    /// <summary>How long a frozen node stands still.</summary>
    public TimeSpan Freeze { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a killed node stays away, at most; at least half a second.</summary>
    public TimeSpan MostAway { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Quiet load before and after each disturbance, at most.</summary>
    public TimeSpan MostQuiet { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long one request is waited for before the next node is asked.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a citizen repeats one step before giving up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(40);

    /// <summary>After a disturbance: all nodes ready, and bookings through each of them.</summary>
    public TimeSpan HealthyWithin { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Unfinished bookings are taken up after 15 seconds, once a second.</summary>
    public TimeSpan SettledWithin { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>How long after the load every node's overview may differ from the database: a poll of half a second, a shelf of one, and the reading.</summary>
    public TimeSpan OverviewWithin { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The control: the ledger's keys and the index over seats are dropped, and doubles must be found.</summary>
    public bool WithoutFence { get; init; }

    /// <summary>Off only where nothing but rules is tested.</summary>
    public bool Fsync { get; init; } = true;

    public string? ResultFile { get; init; }

    /// <summary>Where the nodes' logs are written; null for a folder that goes with the run.</summary>
    public string? LogFolder { get; init; }

    public int Ceiling => CeilingPerMinute > 0 ? CeilingPerMinute : (int)Math.Ceiling(JourneysPerSecond * 60 * 2);
}
