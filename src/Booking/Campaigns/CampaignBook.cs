using WaitingRoom.Grains.Campaigns;
using WaitingRoom.Grains.Documents;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Booking.Campaigns;

/// <summary>The campaign as citizens meet it, read again when it is older than a second: a changed rule counts at once for new holds.</summary>
internal sealed class CampaignBook(IDocuments documents, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    /// <summary>Overviews are read from memory: nobody waits longer than this to learn that storage does not answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private volatile Read? last;
    private long silentSince;

    /// <summary>Null while no campaign has been written.</summary>
    public async ValueTask<CampaignEdition?> Get()
    {
        var now = time.GetUtcNow();
        // That there is none is not remembered: it is being made just now, and whoever is told that the server is ready must meet it.
        if (last is { Edition: not null } read && now - read.At < Fresh)
        {
            return read.Edition;
        }

        var document = await documents.Get(Campaign.DocumentName);
        var known = last?.Edition;
        var edition = document is null ? null
            : known?.Version == document.Version ? known
            : new CampaignEdition(document.Version, Campaign.FromJson(document.Body));
        last = new Read(edition, now);
        return edition;
    }

    /// <summary>The same for what says itself as of when it is: while storage is silent, the campaign as it was read last.</summary>
    /// <exception cref="LedgerUnavailableException">Storage is silent and has not been read before.</exception>
    public async ValueTask<CampaignEdition?> GetOrLast()
    {
        if (last is not { } known)
        {
            return await Get();
        }

        var now = time.GetUtcNow();
        if (now.UtcTicks - Interlocked.Read(ref silentSince) < Fresh.Ticks)
        {
            return known.Edition;
        }

        try
        {
            return await Get().AsTask().WaitAsync(Patience, time);
        }
        catch (Exception silent) when (silent is LedgerUnavailableException or TimeoutException)
        {
            Interlocked.Exchange(ref silentSince, now.UtcTicks);
            return known.Edition;
        }
    }

    private sealed record Read(CampaignEdition? Edition, DateTimeOffset At);
}

/// <summary>One version of the campaign, with its centres ready to be found.</summary>
internal sealed class CampaignEdition(long version, Campaign campaign)
{
    private readonly Dictionary<string, Centre> centres = campaign.Centres.ToDictionary(centre => centre.Id, StringComparer.Ordinal);

    private readonly Dictionary<int, Centre[]> groups = campaign.Centres.GroupBy(centre => centre.BookingGroup).ToDictionary(group => group.Key, group => group.ToArray());

    public long Version => version;

    public Campaign Campaign => campaign;

    public Centre? FindCentre(string id) => centres.GetValueOrDefault(id);

    public IReadOnlyList<Centre> CentresOf(int group) => groups.GetValueOrDefault(group) ?? [];

    public TimeSpan HoldTime => TimeSpan.FromMinutes(campaign.HoldMinutes);

    /// <summary>An appointment may be cancelled or moved until so long before it starts.</summary>
    public TimeSpan ChangeUntil => TimeSpan.FromHours(campaign.ChangeUntilHours ?? Campaign.UsualChangeUntilHours);

    public TimeSpan WaitlistOfferTime => TimeSpan.FromMinutes(campaign.WaitlistOfferMinutes ?? Campaign.UsualWaitlistOfferMinutes);

    /// <summary>How long at least and at most a seat that was given back cools; a span the wrong way round is its beginning.</summary>
    public (TimeSpan From, TimeSpan Until) SeatsBack
    {
        get
        {
            var from = campaign.SeatsBackFromMinutes ?? Campaign.UsualSeatsBackFrom;
            return (TimeSpan.FromMinutes(from), TimeSpan.FromMinutes(Math.Max(from, campaign.SeatsBackUntilMinutes ?? Campaign.UsualSeatsBackUntil)));
        }
    }
}
