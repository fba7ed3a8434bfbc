using System.Globalization;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Campaigns;
using WaitingRoom.Grains.Documents;

namespace WaitingRoom.Server.Import;

/// <param name="From">First delivery date that is taken.</param>
/// <param name="Days">Delivery dates taken from there on, at least 1.</param>
/// <param name="SkipBadLines">Take the good lines of a file that has bad ones. Without it one bad line stops everything.</param>
internal sealed record ImportRequest(string CentresFile, string DeliveriesFile, DateOnly From, int Days, bool SkipBadLines);

/// <summary>From two files to slots: reads and judges everything first, then writes, then sums up.</summary>
internal sealed class Importer(IGrains grains, IDocuments documents, TimeProvider time, TextWriter output, TextWriter errors, bool isTerminal)
{
    /// <summary>What a campaign made by an import is called until somebody names it.</summary>
    public const string CampaignTitle = "Impfkampagne";

    /// <summary>More bad lines than this say the same thing.</summary>
    private const int MostShown = 50;

    private const int Taken = 0;
    private const int Refused = 2;

    /// <returns>The exit code: 0 when the files were taken, 2 when nothing was.</returns>
    /// <exception cref="IOException">A file cannot be read, or storage does not answer.</exception>
    public async Task<int> Import(ImportRequest request, CancellationToken cancellation)
    {
        var campaigns = new CampaignDocument(documents);
        var known = await campaigns.Read(cancellation);
        var vaccines = KnownVaccines.All.Concat(known?.Vaccines ?? []).Select(v => v.Id).ToHashSet();
        var centres = CentreFile.Read(request.CentresFile);
        var deliveries = DeliveryFile.Read(request.DeliveriesFile, vaccines);
        var bad = centres.BadLines.Concat(deliveries.BadLines).ToArray();
        Report(bad);
        if (centres.Unreadable || deliveries.Unreadable || (bad.Length > 0 && !request.SkipBadLines))
        {
            await errors.WriteLineAsync("Nothing was imported.");
            return Refused;
        }

        var plan = ImportPlan.Make(centres.Rows, deliveries.Rows, request.From, request.Days);
        var delivered = deliveries.Rows.Select(d => d.Vaccine).ToHashSet();
        var campaign = await campaigns.Include(CampaignTitle, centres.Rows, KnownVaccines.All.Where(v => delivered.Contains(v.Id)), cancellation);
        var started = time.GetTimestamp();
        var result = await new ImportRun(grains, documents, time).Run(plan, campaign, new ImportProgress(output, isTerminal), cancellation);
        await Summarise(request, plan, result, centres.Rows, bad.Length, time.GetElapsedTime(started));
        return Taken;
    }

    private void Report(BadLine[] bad)
    {
        foreach (var line in bad.Take(MostShown))
        {
            errors.WriteLine(line);
        }

        if (bad.Length > MostShown)
        {
            errors.WriteLine($"... and {bad.Length - MostShown} more.");
        }
    }

    private async Task Summarise(ImportRequest request, ImportPlan plan, ImportResult result, IReadOnlyList<Centre> centres, int badLines, TimeSpan took)
    {
        var counts = plan.Counts;
        var last = request.From.AddDays(request.Days - 1);
        await Say($"{centres.Count} centres; deliveries from {request.From:yyyy-MM-dd} to {last:yyyy-MM-dd}: {counts.InWindow} of {counts.InWindow + counts.OutsideWindow} rows.");
        await Say($"{counts.Delivered} doses on {plan.Supplies.Count} centre-days, {counts.Returned} doses returned in {plan.Returns.Count} rows, {counts.Zero} rows of zero.");
        if (counts.Elsewhere > 0)
        {
            await Say($"{counts.Elsewhere} rows left out: no centre in {string.Join(", ", counts.RegionsElsewhere)}.");
        }

        if (badLines > 0)
        {
            await Say($"{badLines} bad lines left out.");
        }

        foreach (var deficit in result.Deficits)
        {
            await Say($"Deficit: {deficit.Doses} returned doses of {deficit.Vaccine} in {deficit.Region} are held, booked or were never offered; nobody was cancelled.");
        }

        await Say($"Done in {took.TotalSeconds:F1} s.");
    }

    private Task Say(FormattableString line) => output.WriteLineAsync(line.ToString(CultureInfo.InvariantCulture));
}
