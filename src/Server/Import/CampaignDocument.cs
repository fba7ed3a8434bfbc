using WaitingRoom.Grains.Campaigns;
using WaitingRoom.Grains.Documents;

namespace WaitingRoom.Server.Import;

/// <summary>Writes centres and vaccines into the campaign without losing what somebody else writes meanwhile.</summary>
internal sealed class CampaignDocument(IDocuments documents)
{
    /// <summary>The phone share that was seen in 2021 was 19.4 %.</summary>
    public const int PhoneSharePercent = 20;

    /// <summary>Enough to find one's papers and type an address, short enough that an abandoned seat is soon free.</summary>
    public const int HoldMinutes = 10;

    /// <summary>The call centre's working day is over by then; the evening is when people look again.</summary>
    public static readonly TimeOnly QuotaReturnsAt = new(16, 0);

    /// <summary>Collisions in a row before giving up: campaigns are edited by hand.</summary>
    private const int MostAttempts = 10;

    /// <summary>A campaign without centres and vaccines, with the usual numbers.</summary>
    public static Campaign Empty(string title) => new(title, [], [], PhoneSharePercent, HoldMinutes, QuotaReturnsAt);

    public async Task<Campaign?> Read(CancellationToken cancellation) =>
        await documents.Get(Campaign.DocumentName, cancellation) is { } document ? Campaign.FromJson(document.Body) : null;

    /// <summary>
    /// Adds the centres and vaccines that are missing and renews what is known of the centres; makes a campaign where there is none. Writes nothing where nothing would change.
    /// </summary>
    /// <exception cref="IOException">Somebody else keeps changing the campaign.</exception>
    public async Task<Campaign> Include(string title, IReadOnlyList<Centre> centres, IEnumerable<Vaccine> vaccines, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var document = await documents.Get(Campaign.DocumentName, cancellation);
            var before = document is null ? null : Campaign.FromJson(document.Body);
            var known = before ?? Empty(title);
            var byId = centres.ToDictionary(c => c.Id);
            var after = known with
            {
                Vaccines = [.. known.Vaccines, .. vaccines.Where(v => known.FindVaccine(v.Id) is null)],
                // A centre's clock is what its slots were published by; it stays.
                Centres =
                [
                    .. known.Centres.Select(c => byId.TryGetValue(c.Id, out var renewed) ? renewed with { Zone = c.Zone } : c),
                    .. centres.Where(c => known.FindCentre(c.Id) is null),
                ],
            };
            if (before is not null && after.ToJson().Span.SequenceEqual(before.ToJson().Span))
            {
                return before;
            }

            if (await documents.Put(Campaign.DocumentName, document?.Version ?? 0, after.ToJson(), cancellation))
            {
                return after;
            }
        }

        throw new IOException("The campaign is being changed by somebody else all the time; try again later.");
    }
}
