using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Queue.Tests.Hosting;

/// <summary>The real decisions of a room under simulated time, ticks and people; one seed, one course.</summary>
internal sealed class RoomRun(RoomSettings settings, int seed)
{
    private readonly Random random = new(seed);
    private readonly PriorityQueue<long, DateTimeOffset> coming = new();
    private readonly PriorityQueue<long, DateTimeOffset> leaving = new();
    private long coveredUpTo;

    public RoomState State { get; private set; } = new(new RoomId("run")) { Settings = settings };

    public DateTimeOffset Now { get; private set; } = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Numbers that people hold.</summary>
    public long Arrived { get; private set; }

    public double NoShows { get; set; }

    public TimeSpan Stay { get; set; } = TimeSpan.FromMinutes(4);

    public BackendLimits Limits { get; set; } = BackendLimits.None;

    public TickReport? Report { get; private set; }

    public List<DateTimeOffset> Admissions { get; } = [];

    public void Arrive(int people)
    {
        Arrived += people;
        while (State.Issued < Arrived)
        {
            Ask(new RoomCommand.TakeBlock(OperationId.New(), 1000));
        }
    }

    public RoomOutcome Ask(RoomCommand command)
    {
        var decision = RoomAggregate.Instance.Decide(State, command, Now);
        foreach (var happened in decision.Incidental)
        {
            State = RoomAggregate.Instance.Evolve(State, happened);
        }

        State = decision.Decisive is { } decisive ? RoomAggregate.Instance.Evolve(State, decisive) : State;
        return decision.Outcome;
    }

    /// <summary>One tick: serve, let the called decide whether and when to come, let them come and go.</summary>
    public void Tick()
    {
        Now += RoomLimits.Tick;
        Report = ((RoomOutcome.Serving)Ask(new RoomCommand.Serve(Arrived, Limits))).Report;
        for (; coveredUpTo < State.Serving; coveredUpTo++)
        {
            if (random.NextDouble() >= NoShows)
            {
                coming.Enqueue(coveredUpTo + 1, Now + TimeSpan.FromSeconds(random.NextDouble() * 20));
            }
        }

        var again = new List<long>();
        while (coming.TryPeek(out var number, out var at) && at <= Now)
        {
            coming.Dequeue();
            switch (Ask(new RoomCommand.Claim(OperationId.New(), number)))
            {
                case RoomOutcome.Admitted:
                    Admissions.Add(Now);
                    leaving.Enqueue(number, Now + (Stay * (0.5 + random.NextDouble())));
                    break;
                case RoomOutcome.OneMoment:
                    again.Add(number);
                    break;
                default:
                    break;
            }
        }

        foreach (var number in again)
        {
            coming.Enqueue(number, Now + TimeSpan.FromSeconds(1));
        }

        while (leaving.TryPeek(out var number, out var at) && at <= Now)
        {
            leaving.Dequeue();
            Ask(new RoomCommand.EndSession(OperationId.New(), number));
        }
    }

    public void Run(TimeSpan span, Action? eachTick = null)
    {
        for (var end = Now + span; Now < end;)
        {
            Tick();
            eachTick?.Invoke();
        }
    }
}
