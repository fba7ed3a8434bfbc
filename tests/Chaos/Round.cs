using WaitingRoom.Chaos.Journal;
using WaitingRoom.Chaos.Nodes;
using WaitingRoom.Chaos.Report;
using WaitingRoom.Chaos.World;

namespace WaitingRoom.Chaos;

/// <summary>Measures one round: what was there before it and what came in it.</summary>
internal sealed class Round(int number, ChaosJournal journal, Tally tally, Outages outages, CounterBook counters, CollisionLog collisions, TimeProvider time)
{
    private readonly int bookedBefore = journal.Booked;
    private readonly int repeatedBefore = tally.Repeated();
    private readonly Dictionary<JourneyEnd, int> endsBefore = new(tally.Ends);
    private readonly Dictionary<string, long> countersBefore = CounterBook.Names.ToDictionary(name => name, counters.Sum);
    private readonly long collisionsBefore = collisions.Count();
    private DateTimeOffset loadEnded;

    public DateTimeOffset Began { get; } = time.GetUtcNow();

    public void LoadEnds() => loadEnded = time.GetUtcNow();

    public RoundResult Over(string what, TimeSpan healthyAfter, int endedByThemselves, int asked)
    {
        var (outage, day, open) = outages.EndRound();
        return new RoundResult(
            number, what,
            journal.Booked - bookedBefore,
            Ended(JourneyEnd.Cancelled) + Ended(JourneyEnd.Rebooked),
            Ended(JourneyEnd.Refused) + Ended(JourneyEnd.GaveUp),
            tally.Repeated() - repeatedBefore,
            Ended(JourneyEnd.Unknown),
            Seconds(LongestGap()), Seconds(outage), day, open, Seconds(healthyAfter), endedByThemselves,
            Counted(CounterBook.Fences), collisions.Count() - collisionsBefore, Counted(CounterBook.UnknownOutcomes), Counted(CounterBook.Reloads), asked, Seconds(time.GetUtcNow() - Began));
    }

    /// <summary>Between two acknowledged bookings, the end of the load counted as one.</summary>
    private TimeSpan LongestGap()
    {
        var instants = journal.BookedSince(Began).Where(at => at <= loadEnded).Append(loadEnded).ToArray();
        return instants.Length < 2 ? loadEnded - Began : instants.Zip(instants.Skip(1), (one, next) => next - one).Max();
    }

    private int Ended(JourneyEnd end) => tally.Of(end) - endsBefore.GetValueOrDefault(end);

    private long Counted(string name) => counters.Sum(name) - countersBefore[name];

    private static double Seconds(TimeSpan span) => Math.Round(span.TotalSeconds, 2);
}
