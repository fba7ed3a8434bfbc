using System.Globalization;
using WaitingRoom.Chaos.Journal;

namespace WaitingRoom.Chaos.Checks;

/// <summary>Every ticket number once over all nodes; nobody comes in twice or unseen; never more in ten seconds than the ceiling allows.</summary>
internal static class RoomRules
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    /// <param name="mostInTenSeconds">What the ceiling allows.</param>
    public static IEnumerable<Violation> Check(ChaosJournal journal, Facts facts, int mostInTenSeconds)
    {
        foreach (var twice in Twice(journal.Tickets))
        {
            yield return new Violation("tickets", $"number {twice} was given to two people");
        }

        foreach (var twice in Twice(facts.Room.Claimed))
        {
            yield return new Violation("tickets", $"number {twice} came in twice");
        }

        var blocks = facts.Room.Blocks.OrderBy(block => block.First).ToArray();
        for (var i = 1; i < blocks.Length; i++)
        {
            if (blocks[i].First <= blocks[i - 1].Last)
            {
                yield return new Violation("tickets", $"the blocks {blocks[i - 1]} and {blocks[i]} were given to nodes and overlap");
            }
        }

        foreach (var number in journal.Tickets.Where(number => !Array.Exists(blocks, block => block.First <= number && number <= block.Last)))
        {
            yield return new Violation("tickets", $"number {number} was handed out and never given to a node");
        }

        foreach (var number in journal.Admissions.Except(facts.Room.Claimed))
        {
            yield return new Violation("lost", $"number {number} was let in and the room does not know of it");
        }

        if (Fullest([.. facts.Room.Admissions.Order()]) is var (count, from) && count > mostInTenSeconds)
        {
            yield return new Violation("ceiling", string.Create(CultureInfo.InvariantCulture, $"{count} people came in within ten seconds from {from:O}, and {mostInTenSeconds} may"));
        }
    }

    /// <summary>The ten seconds in which most came in.</summary>
    internal static (int Count, DateTimeOffset From) Fullest(DateTimeOffset[] sorted)
    {
        var (most, start, first) = (0, default(DateTimeOffset), 0);
        for (var last = 0; last < sorted.Length; last++)
        {
            while (sorted[last] - sorted[first] >= Window)
            {
                first++;
            }

            if (last - first + 1 > most)
            {
                (most, start) = (last - first + 1, sorted[first]);
            }
        }

        return (most, start);
    }

    private static IEnumerable<long> Twice(IEnumerable<long> numbers) => numbers.GroupBy(number => number).Where(same => same.Count() > 1).Select(same => same.Key);
}
