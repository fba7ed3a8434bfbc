using WaitingRoom.Grains;
using WaitingRoom.Grains.Documents;
using WaitingRoom.Server.Import;

namespace WaitingRoom.Server.Demo;

/// <summary>
/// What a server shows whose store is empty: Saxony's centres with four weeks of first appointments from tomorrow on, and four more weeks, because the second dose is due 21 (Comirnaty) or 28
/// (Spikevax) days later at the earliest: so every first appointment of the four weeks has second ones. Goes the same way as an import.
/// </summary>
internal sealed class DemoCampaign(IGrains grains, IDocuments documents, TimeProvider time)
{
    public const string Title = "Corona-Schutzimpfung Sachsen (Demonstration)";

    /// <summary>Four of first appointments, four for the second ones.</summary>
    private const int Weeks = 8;

    /// <summary>Two places in each ten minutes of each centre.</summary>
    private const int ComirnatyPerCentreDay = 120;

    private const int ModernaPerCentreDay = 60;

    /// <summary>Makes the campaign where there is none.</summary>
    /// <returns>True when it was made now.</returns>
    /// <exception cref="IOException">Storage does not answer.</exception>
    public async Task<bool> Make(CancellationToken cancellation)
    {
        var campaigns = new CampaignDocument(documents);
        if (await campaigns.Read(cancellation) is not null)
        {
            return false;
        }

        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(CentreFile.Zone)).DateTime);
        Delivery[] deliveries = [.. Enumerable.Range(0, Weeks).SelectMany(week => Week(today.AddDays(week * SupplySpread.Days)))];
        var plan = ImportPlan.Make(Saxony.Centres, deliveries, today, Weeks * SupplySpread.Days);

        // The campaign comes last: a start that is killed half-way makes the rest at the next one, and no slot twice.
        var vaccines = KnownVaccines.All.Where(v => deliveries.Any(d => d.Vaccine == v.Id)).ToArray();
        var campaign = CampaignDocument.Empty(Title) with { Vaccines = vaccines, Centres = Saxony.Centres };
        await new ImportRun(grains, documents, time).Run(plan, campaign, new ImportProgress(TextWriter.Null, isTerminal: false), cancellation);
        await campaigns.Include(Title, Saxony.Centres, vaccines, cancellation);
        return true;
    }

    private static IEnumerable<Delivery> Week(DateOnly delivered)
    {
        var centreDays = Saxony.Centres.Count * SupplySpread.Days;
        yield return new Delivery(delivered, "comirnaty", Saxony.Region, centreDays * ComirnatyPerCentreDay, "demo", Occurrence: 1);
        yield return new Delivery(delivered, "moderna", Saxony.Region, centreDays * ModernaPerCentreDay, "demo", Occurrence: 1);
    }
}
