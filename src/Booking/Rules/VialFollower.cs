using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Booking.Rules;

/// <summary>Finishes what a change of the doses per vial began, in case the process that began it is gone.</summary>
internal sealed partial class VialFollower(VialDays vials, TimeProvider time, ILogger<VialFollower> log) : BackgroundService
{
    /// <summary>A change is applied at once by whoever makes it; this is for the rest, and nobody waits for it.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                foreach (var change in await vials.Follow(stoppingToken))
                {
                    Followed(log, change.Vaccine, change.FromDoses, change.ToDoses, change.Before, change.After, change.DeficitSeats);
                }
            }
            catch (LedgerUnavailableException)
            {
                StorageSilent(log);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Doses per vial of {Vaccine} went from {From} to {To}: {Before} places became {After}, {Deficit} people more than places.")]
    private static partial void Followed(ILogger log, string vaccine, int from, int to, long before, long after, long deficit);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Storage did not answer; capacities follow the doses per vial in the next round.")]
    private static partial void StorageSilent(ILogger log);
}
