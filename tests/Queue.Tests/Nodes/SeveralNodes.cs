using Microsoft.Extensions.Time.Testing;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Queue.Joining;
using WaitingRoom.Queue.Rooms;
using WaitingRoom.Queue.Serving;

namespace WaitingRoom.Queue.Tests.Nodes;

/// <summary>
/// Nodes that serve one room: people come to each at its own rate, each takes numbers in its own blocks, looks at the room once a second and serves it five times, all at
/// different moments. Real decisions and real parts of the nodes under a simulated clock; one seed, one course.
/// </summary>
internal sealed class SeveralNodes
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    private static readonly int StepsPerTick = (int)(RoomLimits.Tick / Step);

    private static readonly int StepsPerSecond = (int)(TimeSpan.FromSeconds(1) / Step);

    private readonly Random random;
    private readonly List<Node> nodes = [];
    private readonly PriorityQueue<long, DateTimeOffset> coming = new();
    private readonly HashSet<long> held = [];
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));
    private readonly StorageContact storage;
    private long step;
    private long followed;

    /// <param name="blockTime">How old numbers may become, where it is not the usual time.</param>
    public SeveralNodes(RoomSettings settings, int seed, double[] arrivalsPerSecond, TimeSpan? blockTime = null)
    {
        random = new Random(seed);
        Room = new SharedRoom(settings, time);
        storage = new StorageContact(new NoDocuments(), time);
        foreach (var rate in arrivalsPerSecond)
        {
            var numbers = new NumberSupply(SharedRoom.Id, Room, time, blockTime);
            nodes.Add(new Node(new OpenRoom(new RoomEntry(SharedRoom.Id.Name, new RoomTitle("R", "R")), Room, storage, time, numbers)) { ArrivalsPerSecond = rate });
        }
    }

    public SharedRoom Room { get; }

    public IReadOnlyList<Node> Nodes => nodes;

    /// <summary>Numbers that people got, with the moment, in order of arrival.</summary>
    public List<(long Number, DateTimeOffset At)> Joined { get; } = [];

    /// <summary>How long a called person takes to come, at most.</summary>
    public TimeSpan Lingering { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Share of called people who do not come.</summary>
    public double NoShows { get; init; }

    /// <summary>Numbers that nobody will ever hold, as a share of those that the room gave to its nodes.</summary>
    public double DroppedShare => (double)nodes.Sum(node => node.Numbers.Counts.Dropped) / Room.State.Issued;

    /// <summary>How much earlier than somebody before them in the line anybody came who stands behind: 0 where all stand in the order in which they came.</summary>
    public TimeSpan LargestInversion
    {
        get
        {
            var (worst, earliestBehind) = (TimeSpan.Zero, DateTimeOffset.MaxValue);
            foreach (var (_, at) in Joined.OrderByDescending(joined => joined.Number))
            {
                worst = at - earliestBehind > worst ? at - earliestBehind : worst;
                earliestBehind = at < earliestBehind ? at : earliestBehind;
            }

            return worst;
        }
    }

    public async Task Run(TimeSpan span, Action? eachStep = null)
    {
        for (var end = time.GetUtcNow() + span; time.GetUtcNow() < end; step++)
        {
            time.Advance(Step);
            for (var i = 0; i < nodes.Count; i++)
            {
                await Arrive(nodes[i]);
                var offset = step + (i * StepsPerTick / nodes.Count);
                if (offset % StepsPerTick == 0)
                {
                    await Serve(nodes[i], look: offset / StepsPerTick % (StepsPerSecond / StepsPerTick) == i % (StepsPerSecond / StepsPerTick));
                }
            }

            await Come();
            eachStep?.Invoke();
        }
    }

    private async Task Arrive(Node node)
    {
        for (var people = Poisson(node.ArrivalsPerSecond * Step.TotalSeconds); people > 0; people--)
        {
            var number = Assert.NotNull(await node.Numbers.TakeAsync());
            await node.Numbers.Asking;
            Assert.True(held.Add(number), $"Number {number} was given twice.");
            Joined.Add((number, time.GetUtcNow()));
            if (number <= followed)
            {
                // Called by another node in this very moment.
                coming.Enqueue(number, time.GetUtcNow());
            }
        }
    }

    /// <summary>As the serving loop does, with its own rules.</summary>
    private async Task Serve(Node node, bool look)
    {
        var now = time.GetUtcNow();
        if (look || node.Open.Sight is null)
        {
            await storage.ReadRooms(CancellationToken.None);
            node.Open.See((await Room.Read(SharedRoom.Id))!, now);
        }

        if (ServingLoop.NeedsServing(node.Open, node.Open.Sight!, null, now)
            && await Room.Ask(SharedRoom.Id, new RoomCommand.Serve(node.Open.HandedOut, BackendLimits.None)) is Reply<RoomOutcome>.Done { Outcome: RoomOutcome.Serving(var serving, var report) })
        {
            node.Open.SeeServing(serving, report);
        }
    }

    /// <summary>Of those called some decide to come, soon; whoever finds the door full knocks again.</summary>
    private async Task Come()
    {
        var now = time.GetUtcNow();
        for (; followed < Room.State.Serving; followed++)
        {
            if (held.Contains(followed + 1) && random.NextDouble() >= NoShows)
            {
                coming.Enqueue(followed + 1, now + (random.NextDouble() * Lingering));
            }
        }

        while (coming.TryPeek(out var number, out var at) && at <= now)
        {
            coming.Dequeue();
            var reply = (Reply<RoomOutcome>.Done)await Room.Ask(SharedRoom.Id, new RoomCommand.Claim(OperationId.Derive("claim", $"{number}"), number));
            switch (reply.Outcome)
            {
                case RoomOutcome.Admitted:
                    await Room.Ask(SharedRoom.Id, new RoomCommand.EndSession(OperationId.New(), number));
                    break;
                case RoomOutcome.OneMoment:
                    coming.Enqueue(number, now + TimeSpan.FromSeconds(1));
                    break;
                default:
                    Assert.Fail($"Number {number}, called just now, heard {reply.Outcome}.");
                    break;
            }
        }
    }

    /// <summary>Knuth's way; good for the small means of one step.</summary>
    private int Poisson(double mean)
    {
        var (limit, product, count) = (Math.Exp(-mean), random.NextDouble(), 0);
        for (; product > limit; count++)
        {
            product *= random.NextDouble();
        }

        return count;
    }

    internal sealed class Node(OpenRoom open)
    {
        public OpenRoom Open => open;

        public NumberSupply Numbers => open.Numbers;

        public double ArrivalsPerSecond { get; set; }
    }
}
