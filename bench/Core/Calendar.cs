using WaitingRoom.Bench.Alternative;
using WaitingRoom.Grains.Days;

namespace WaitingRoom.Bench.Core;

/// <summary>The days and slots of a run, and which of them the n-th attempt wants.</summary>
internal sealed class Calendar(CoreRun run)
{
    public const string Zone = "Europe/Berlin";
    private const string Vaccine = "comirnaty";

    /// <summary>
    /// The core lets a slot have 50,000 seats and no more. Where all clients are to meet in one slot, they move on together to the next when this
    /// many were asked for: at any moment there is one hot slot.
    /// </summary>
    private const int AttemptsPerHotSlot = 40_000;

    private const int HotSlots = 50;
    private const int DayPurpose = 1;
    private const int SlotPurpose = 2;

    /// <summary>A Friday far enough away for no slot to have passed.</summary>
    private static readonly DateOnly FirstDate = new(2030, 3, 1);

    private readonly SeededIds ids = new(run.Seed);
    private readonly DayId[] days = [.. Enumerable.Range(0, run.Days).Select(d => new DayId("messe", FirstDate.AddDays(d)))];
    private readonly SlotId[] slots =
    [
        .. Enumerable.Range(0, run.SlotsPerDay == 1 ? HotSlots : run.SlotsPerDay).Select(s => new SlotId(new TimeOnly(8, 0).AddMinutes(10 * s), Vaccine)),
    ];

    public IReadOnlyList<DayId> Days => days;

    public IReadOnlyList<SlotPlaces> Supply => [.. slots.Select(slot => new SlotPlaces(slot, run.CapacityPerSlot, 0))];

    /// <summary>Attempts that find a seat for certain; more would measure refusals.</summary>
    public long MostAttempts => run.Codes > 0 ? run.Codes : run.SlotsPerDay == 1 ? (long)HotSlots * AttemptsPerHotSlot : long.MaxValue;

    public DayId DayOf(long number) => days[ids.Choose(number, DayPurpose, days.Length)];

    /// <summary>The first day of a pair; the second is as long after it as the alternative's.</summary>
    public int FirstDayOf(long number) => ids.Choose(number, DayPurpose, days.Length - AlternativeRun.IntervalDays);

    /// <param name="leg">0 for the first appointment of a pair, 1 for the second.</param>
    public SlotId SlotOf(long number, int leg = 0) =>
        run.SlotsPerDay == 1 ? slots[number / AttemptsPerHotSlot] : slots[ids.Choose(number, SlotPurpose + leg, slots.Length)];
}
