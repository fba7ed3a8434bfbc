using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using WaitingRoom.Booking.Campaigns;

namespace WaitingRoom.Booking.Managing;

/// <summary>
/// Decides when a seat that somebody gives back is anybody's: at an instant that nobody can foretell, so that nobody can cancel for somebody who waits and be paid for it.
/// </summary>
internal sealed class SeatsBack(IOptions<BookingOptions> options, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Random? seeded = options.Value.SeatsBackSeed is { } seed ? new Random(seed) : null;

    public DateTimeOffset Next(CampaignEdition edition)
    {
        var (from, until) = edition.SeatsBack;
        var span = (int)(until - from).TotalSeconds + 1;
        return time.GetUtcNow() + from + TimeSpan.FromSeconds(Draw(span));
    }

    [SuppressMessage("Security", "CA5394", Justification = "Draws only from a seed that a test has set; without one the system's generator does.")]
    private int Draw(int bound)
    {
        if (seeded is null)
        {
            return RandomNumberGenerator.GetInt32(bound);
        }

        lock (gate)
        {
            return seeded.Next(bound);
        }
    }
}
