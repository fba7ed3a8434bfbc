using Microsoft.Extensions.Logging;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Web.Hosting;

namespace WaitingRoom.Booking.Rules;

/// <summary>Finishes what a change of the doses per vial began, in case the process that began it is gone.</summary>
internal sealed partial class VialFollower(VialDays vials, TimeProvider time, ILogger<VialFollower> log) : PeriodicService(Every, time, log)
{
    /// <summary>A change is applied at once by whoever makes it; this is for the rest, and nobody waits for it.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    protected override async Task RunRound(CancellationToken stopping)
    {
        foreach (var change in await vials.Follow(stopping))
        {
            Followed(log, change.Vaccine, change.FromDoses, change.ToDoses, change.Before, change.After, change.DeficitSeats);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Doses per vial of {Vaccine} went from {From} to {To}: {Before} places became {After}, {Deficit} people more than places.")]
    private static partial void Followed(ILogger log, string vaccine, int from, int to, long before, long after, long deficit);
}
