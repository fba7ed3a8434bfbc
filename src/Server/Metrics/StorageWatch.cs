using WaitingRoom.Grains.Campaigns;
using WaitingRoom.Grains.Documents;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Web.Hosting;

namespace WaitingRoom.Server.Metrics;

/// <summary>Asks storage for one small document again and again, so that its silence is seen also while nobody wants anything of it.</summary>
internal sealed class StorageWatch(IDocuments documents, TimeProvider time, ILogger<StorageWatch> log) : PeriodicService(Every, time, log)
{
    /// <summary>Three times between two scrapes of the usual fifteen seconds.</summary>
    internal static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    /// <summary>As long as readiness waits: a storage that needs longer cannot serve people.</summary>
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(2);

    private volatile bool answers = true;

    /// <summary>Whether it answered the last time; true before the first.</summary>
    public bool Answers => answers;

    internal async Task Look(CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Within, Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await documents.Get(Campaign.DocumentName, stop.Token).AsTask().WaitAsync(stop.Token);
            answers = true;
        }
        catch (Exception silent) when (silent is LedgerUnavailableException || (silent is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            answers = false;
        }
    }

    protected override bool BeginsAtOnce => false;

    protected override Task RunRound(CancellationToken stopping) => Look(stopping);
}
