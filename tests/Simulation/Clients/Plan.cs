using System.Globalization;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Simulation.Choosing;

namespace WaitingRoom.Simulation.Clients;

/// <summary>A small world, so that everybody wants the same seats.</summary>
internal sealed class Plan
{
    public const string Zone = "Europe/Berlin";

    public Plan(Choices choices)
    {
        Nodes = 1 + choices.Next(3);
        Days = [.. Enumerable.Range(0, 2 + choices.Next(2)).Select(i => new DayId("c", new DateOnly(2026, 3, 29).AddDays(i)))];
        Slots = [.. Enumerable.Range(0, 1 + choices.Next(2)).Select(i => new SlotId(new TimeOnly(9 + i, 0), "v"))];
        Codes = [.. Enumerable.Range(0, 2 + choices.Next(5)).Select(i => new CodeId("k" + i.ToString(CultureInfo.InvariantCulture)))];
        Supply = [.. Days.Select(_ => Slots.Select(s => new SlotPlaces(s, choices.Next(4), choices.Next(2))).ToArray())];
    }

    public int Nodes { get; }

    public DayId[] Days { get; }

    public SlotId[] Slots { get; }

    public CodeId[] Codes { get; }

    /// <summary>What each day starts with.</summary>
    public SlotPlaces[][] Supply { get; }

    public IEnumerable<StreamId> Streams => Days.Select(d => d.Stream).Concat(Codes.Select(c => c.Stream));
}
