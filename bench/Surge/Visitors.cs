namespace WaitingRoom.Bench.Surge;

/// <summary>All simulated people: a number, a ticket, and the tick at which each looks again. An index stands for a person.</summary>
internal sealed class Visitors(int seed, int noShowPercent)
{
    /// <summary>Longer than the longest pause between two looks, in ticks.</summary>
    private const int WheelTicks = 512;

    private readonly Random random = new(seed);
    private readonly List<int>?[] wheel = new List<int>?[WheelTicks];
    private readonly List<(long Number, byte[] Ticket, bool StaysAway)> people = [];

    public int Count => people.Count;

    /// <summary>Those who still look at the page.</summary>
    public int Waiting { get; private set; }

    public int Add(long number, byte[] ticket)
    {
        people.Add((number, ticket, random.Next(100) < noShowPercent));
        Waiting++;
        return people.Count - 1;
    }

    public long NumberOf(int visitor) => people[visitor].Number;

    public byte[] TicketOf(int visitor) => people[visitor].Ticket;

    public bool StaysAway(int visitor) => people[visitor].StaysAway;

    /// <summary>Came in or went away; looks no more.</summary>
    public void Leave(int visitor)
    {
        people[visitor] = people[visitor] with { Ticket = [] };
        Waiting--;
    }

    /// <summary>Spread as the page's script does, so that people do not look in step.</summary>
    public void LookAgain(int visitor, long tick, TimeSpan after)
    {
        var ticks = Math.Clamp((int)(after * (0.85 + (0.3 * random.NextDouble())) / Grains.Rooms.RoomLimits.Tick), 1, WheelTicks - 1);
        (wheel[(tick + ticks) % WheelTicks] ??= []).Add(visitor);
    }

    /// <summary>Whoever looks at this tick.</summary>
    public IReadOnlyList<int> Due(long tick)
    {
        var due = wheel[tick % WheelTicks] ?? [];
        wheel[tick % WheelTicks] = null;
        return due;
    }

    /// <summary>How long somebody stays inside: 2 to 8 minutes, less than a session lasts without renewal.</summary>
    public TimeSpan Visit() => TimeSpan.FromSeconds(random.Next(120, 480));
}
