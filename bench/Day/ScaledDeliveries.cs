using System.Globalization;
using System.Text;
using WaitingRoom.Server.Import;

namespace WaitingRoom.Bench.Day;

/// <summary>The deliveries of the window with fewer doses, so that a few thousand people want more than there is.</summary>
internal static class ScaledDeliveries
{
    /// <returns>A file like the one in the folder, without the regions that have no centre.</returns>
    public static string Of(string folder, DayPlan plan)
    {
        var regions = CentreFile.Read(Path.Combine(folder, "centres.csv")).Rows.Select(centre => centre.Region).ToHashSet();
        var all = DeliveryFile.Read(Path.Combine(folder, "deliveries.csv"), KnownVaccines.All.Select(vaccine => vaccine.Id).ToHashSet()).Rows;
        var window = all.Where(delivery => regions.Contains(delivery.Region) && delivery.Date >= DayPlan.Date && delivery.Date < DayPlan.Date.AddDays(DayPlan.DeliveryDays)).ToArray();
        var scale = plan.SeatsEach > 0 ? plan.People * plan.SeatsEach / window.Sum(delivery => Math.Max(0L, delivery.Doses)) : 1;
        var text = new StringBuilder("date,vaccine,region,doses,facility\n");
        foreach (var stock in window.GroupBy(delivery => (delivery.Vaccine, delivery.Region)))
        {
            // Rounded over the whole, or nothing would be left of small deliveries.
            var (exact, given) = (0.0, 0);
            foreach (var delivery in stock)
            {
                exact += delivery.Doses * scale;
                var doses = (int)Math.Round(exact) - given;
                given += doses;
                text.Append(CultureInfo.InvariantCulture, $"{delivery.Date:yyyy-MM-dd},{delivery.Vaccine},{delivery.Region},{doses},{delivery.Facility}\n");
            }
        }

        return text.ToString();
    }
}
