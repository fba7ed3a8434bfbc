using Microsoft.Extensions.Logging;
using WaitingRoom.Web.Hosting;

namespace WaitingRoom.Queue.Keys;

/// <summary>Looks after the keys every minute, so that a new key is known here long before another process signs with it. While storage is silent those at hand go on signing.</summary>
internal sealed class KeyRenewal(SigningKeys keys, TimeProvider time, ILogger<KeyRenewal> log) : PeriodicService(Every, time, log)
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override bool BeginsAtOnce => false;

    protected override Task RunRound(CancellationToken stopping) => keys.LoadAsync(stopping);
}
