using WaitingRoom.Chaos.Journal;

namespace WaitingRoom.Chaos.Checks;

/// <summary>What was acknowledged is so: every booking with its very appointments, every cancellation, every change.</summary>
internal static class BookingRules
{
    public static IEnumerable<Violation> Check(ChaosJournal journal, Facts facts)
    {
        foreach (var contradiction in journal.Contradictions)
        {
            yield return new Violation("double-booking", contradiction);
        }

        var live = facts.Codes.Where(code => code.Booked is not null).ToLookup(code => code.Booked!.Reference, code => code.Booked!);
        var bookings = journal.Bookings;
        foreach (var booking in bookings)
        {
            var found = live[booking.Reference].SelectMany(pair => pair.Legs).Select(leg => leg.Place).ToArray();
            if (!booking.Allows(found))
            {
                yield return new Violation(
                    found.Length == 0 ? "lost" : "changed",
                    $"citizen {booking.Citizen} was told {booking} and the database says {(found.Length == 0 ? "nothing is booked" : string.Join(" + ", found))}");
            }

            if (!facts.References.Contains(booking.Reference))
            {
                yield return new Violation("lost", $"{booking.Reference} cannot be found by its reference");
            }
        }

        var told = bookings.Select(booking => booking.Reference).ToHashSet();
        var untold = live.Count(reference => !told.Contains(reference.Key));
        if (untold > journal.Confirming)
        {
            yield return new Violation("unasked", $"{untold} pairs are booked whose booking nobody was told of, and only {journal.Confirming} people confirmed without an answer");
        }
    }
}
