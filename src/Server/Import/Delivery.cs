using System.Globalization;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;

namespace WaitingRoom.Server.Import;

/// <summary>Doses that reached the centres of a region on a date; negative where they were taken back.</summary>
/// <param name="Occurrence">Counted from 1 among rows with the same content: two equal deliveries are two deliveries.</param>
internal sealed record Delivery(DateOnly Date, string Vaccine, string Region, int Doses, string Facility, int Occurrence)
{
    /// <summary>Follows from the content alone, so that the same delivery is known again in another file or under another window.</summary>
    public OperationId Id => Step();

    /// <summary>What this delivery does to one centre-day, as a repeatable step.</summary>
    public OperationId StepFor(DayId day) => Step(day.ToString());

    /// <param name="round">Returns may need several rounds; each is a step of its own.</param>
    public OperationId StepFor(DayId day, int round) => Step(day.ToString(), round.ToString(CultureInfo.InvariantCulture));

    private OperationId Step(params ReadOnlySpan<string> words) => OperationId.Derive([
        "delivery",
        Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Vaccine,
        Region,
        Facility,
        Doses.ToString(CultureInfo.InvariantCulture),
        Occurrence.ToString(CultureInfo.InvariantCulture),
        .. words]);
}
