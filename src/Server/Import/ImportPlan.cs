using WaitingRoom.Grains.Campaigns;
using WaitingRoom.Grains.Days;

namespace WaitingRoom.Server.Import;

/// <summary>What an import will do, worked out before anything is written. Pure: the same rows give the same plan.</summary>
/// <param name="Supplies">Additions by centre-day, nearest dates first.</param>
/// <param name="Returns">Negative deliveries, oldest first.</param>
/// <param name="Counts">For the summary.</param>
internal sealed record ImportPlan(
    IReadOnlyList<DaySupplies> Supplies,
    IReadOnlyList<Delivery> Returns,
    IReadOnlyDictionary<string, IReadOnlyList<Centre>> CentresByRegion,
    PlanCounts Counts)
{
    /// <param name="days">Length of the window of delivery dates, at least 1.</param>
    public static ImportPlan Make(IReadOnlyList<Centre> centres, IReadOnlyList<Delivery> deliveries, DateOnly from, int days)
    {
        var byRegion = centres.GroupBy(c => c.Region).ToDictionary(g => g.Key, g => (IReadOnlyList<Centre>)[.. g.OrderBy(c => c.Id, StringComparer.Ordinal)]);
        var window = deliveries.Where(d => d.Date >= from && d.Date.DayNumber < (long)from.DayNumber + days).ToArray();
        var known = window.Where(d => byRegion.ContainsKey(d.Region)).ToArray();
        var shares = new Dictionary<DayId, (Centre Centre, List<(Delivery, int)> Shares)>();
        foreach (var delivery in known.Where(d => d.Doses > 0))
        {
            var ofRegion = byRegion[delivery.Region];
            var byId = ofRegion.ToDictionary(c => c.Id);
            foreach (var (day, doses) in SupplySpread.OverDays(delivery.Date, delivery.Doses, [.. ofRegion.Select(c => c.Id)]))
            {
                if (!shares.TryGetValue(day, out var ofDay))
                {
                    shares.Add(day, ofDay = (byId[day.Centre], []));
                }

                ofDay.Shares.Add((delivery, doses));
            }
        }

        var elsewhere = window.Except(known).ToArray();
        return new ImportPlan(
            [.. shares.Select(s => new DaySupplies(s.Key, s.Value.Centre, s.Value.Shares)).OrderBy(s => s.Day.Date).ThenBy(s => s.Day.Centre, StringComparer.Ordinal)],
            [.. known.Where(d => d.Doses < 0).OrderBy(d => d.Date)],
            byRegion,
            new PlanCounts(
                window.Length,
                deliveries.Count - window.Length,
                known.Count(d => d.Doses == 0),
                elsewhere.Length,
                [.. elsewhere.Select(d => d.Region).Distinct().Order(StringComparer.Ordinal)],
                known.Sum(d => (long)Math.Max(0, d.Doses)),
                known.Sum(d => (long)Math.Max(0, -d.Doses))));
    }
}

/// <summary>What several deliveries bring to one centre-day.</summary>
internal sealed record DaySupplies(DayId Day, Centre Centre, IReadOnlyList<(Delivery Delivery, int Doses)> Shares);

/// <param name="InWindow">Rows whose date lies in the window.</param>
/// <param name="Elsewhere">Rows in the window of regions that have no centre here.</param>
internal sealed record PlanCounts(int InWindow, int OutsideWindow, int Zero, int Elsewhere, IReadOnlyList<string> RegionsElsewhere, long Delivered, long Returned);
