namespace WaitingRoom.Grains.Ledger;

/// <summary>Forgets what must not be kept any longer. A host lets it do so when it starts and every hour.</summary>
public interface IRetention
{
    /// <summary>How often a host asks: what is kept until a date is gone within an hour of it.</summary>
    static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <exception cref="LedgerUnavailableException">Storage did not answer; some may have been forgotten.</exception>
    Task Sweep(CancellationToken cancellation = default);
}
