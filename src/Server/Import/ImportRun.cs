using WaitingRoom.Grains;
using WaitingRoom.Grains.Campaigns;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Documents;

namespace WaitingRoom.Server.Import;

/// <summary>Carries a plan out. Every step has an operation id that follows from the delivery, so a plan carried out twice, or half and then whole, changes nothing more.</summary>
internal sealed class ImportRun(IGrains grains, IDocuments documents, TimeProvider time)
{
    /// <summary>
    /// Centre-days under way at once: enough to fill the ledger's shared commits. Each has at most a few dozen commands waiting, far below a day's queue.
    /// </summary>
    private const int DaysAtOnce = 256;

    private readonly StubbornAsk days = new(grains, time);

    /// <exception cref="IOException">Storage does not answer, or a day finds its supply senseless. Running again goes on where it ended.</exception>
    public async Task<ImportResult> Run(ImportPlan plan, Campaign campaign, ImportProgress progress, CancellationToken cancellation)
    {
        progress.Begin("Centre-days", plan.Supplies.Count);
        var limits = new ParallelOptions { MaxDegreeOfParallelism = DaysAtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(plan.Supplies, limits, async (supplies, stop) =>
        {
            // All at once: the day puts them into one commit.
            await Task.WhenAll(supplies.Shares.Select(s => days.Ask(supplies.Day, Command(supplies, s.Delivery, s.Doses, campaign), stop)));
            progress.Done();
        });

        progress.Begin("Returns", plan.Returns.Count);
        var run = new ReturnRun(days, documents);
        var imported = plan.Supplies
            .SelectMany(s => s.Shares.Select(d => (s.Centre.Region, d.Delivery.Vaccine, s.Day)).Distinct())
            .ToLookup(s => (s.Region, s.Vaccine), s => s.Day);
        var deficits = new List<ReturnDeficit>();
        foreach (var stock in plan.Returns.GroupBy(r => (r.Region, r.Vaccine)))
        {
            var deficit = 0;
            foreach (var returned in stock)
            {
                deficit += await run.Take(returned, plan.CentresByRegion[returned.Region], [.. imported[stock.Key]], cancellation);
                progress.Done();
            }

            if (deficit > 0)
            {
                deficits.Add(new ReturnDeficit(stock.Key.Region, stock.Key.Vaccine, deficit));
            }
        }

        progress.End();
        return new ImportResult([.. deficits.OrderBy(d => d.Region, StringComparer.Ordinal).ThenBy(d => d.Vaccine, StringComparer.Ordinal)]);
    }

    private DayCommand.AddSupply Command(DaySupplies supplies, Delivery delivery, int doses, Campaign campaign)
    {
        var (day, zone) = (supplies.Day, supplies.Centre.Zone);
        var step = delivery.StepFor(day);
        var phase = step.Value.ToByteArray()[0] % SupplySpread.Slots;
        return new DayCommand.AddSupply(step, zone, SupplySpread.OverSlots(delivery.Vaccine, doses, campaign.PhoneSharePercent, phase), QuotaReturn(day, zone, campaign));
    }

    /// <summary>For a day whose share would have returned already there is nothing to wait for.</summary>
    private DateTimeOffset? QuotaReturn(DayId day, string zone, Campaign campaign) =>
        campaign.QuotaReturnsAt is { } at && SlotClock.StartsAt(day.Date.AddDays(-1), at, zone) is var instant && instant > time.GetUtcNow() ? instant : null;
}

/// <param name="Deficits">Returns that could not be taken back because the seats are held, booked or were never there.</param>
internal sealed record ImportResult(IReadOnlyList<ReturnDeficit> Deficits);

internal sealed record ReturnDeficit(string Region, string Vaccine, int Doses);
