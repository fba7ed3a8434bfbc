using WaitingRoom.Chaos.Journal;

namespace WaitingRoom.Chaos.Checks;

/// <summary>All rules over the journal and the database.</summary>
internal static class Checker
{
    /// <param name="mostInTenSeconds">Admissions that the room's ceiling allows in any ten seconds.</param>
    public static IReadOnlyList<Violation> Check(ChaosJournal journal, Facts facts, int mostInTenSeconds) =>
    [
        .. SeatRules.Check(facts),
        .. PairRules.Check(facts),
        .. BookingRules.Check(journal, facts),
        .. RoomRules.Check(journal, facts, mostInTenSeconds),
    ];
}
