namespace WaitingRoom.Chaos.Checks;

/// <summary>A pair is both or none, and every appointment belongs to one pair.</summary>
internal static class PairRules
{
    public static IEnumerable<Violation> Check(Facts facts)
    {
        var live = facts.Appointments.ToLookup(row => row.Id);
        var owned = new HashSet<Guid>();
        foreach (var code in facts.Codes)
        {
            if (code.IsUnfinished)
            {
                yield return new Violation("pairs", $"something was begun with {code.Code} and never finished");
            }

            if (code.Booked is not { } pair)
            {
                continue;
            }

            if (pair.Legs.Count != pair.Doses)
            {
                yield return new Violation("pairs", $"{pair.Reference} has {pair.Legs.Count} appointments instead of {pair.Doses}");
            }

            foreach (var leg in pair.Legs)
            {
                if (!live[leg.Id].Contains(leg))
                {
                    yield return new Violation("pairs", $"{pair.Reference} is booked, but its appointment {leg.Place}, seat {leg.Seat}, is not");
                }

                if (!owned.Add(leg.Id))
                {
                    yield return new Violation("double-booking", $"the appointment {leg.Place} of {pair.Reference} belongs to another pair as well");
                }
            }
        }

        foreach (var stray in facts.Appointments.Where(row => !owned.Contains(row.Id)))
        {
            yield return new Violation("pairs", $"{stray.Place}, seat {stray.Seat}, is booked for nobody");
        }

        foreach (var reference in facts.Codes.Where(code => code.Booked is not null).GroupBy(code => code.Booked!.Reference).Where(same => same.Count() > 1))
        {
            yield return new Violation("double-booking", $"{reference.Key} stands for {reference.Count()} pairs");
        }
    }
}
