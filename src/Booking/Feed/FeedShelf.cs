using Microsoft.Extensions.Options;
using WaitingRoom.Booking.Availability;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Booking.Messages;

namespace WaitingRoom.Booking.Feed;

/// <summary>The finished feed. Made anew at most every fifteen seconds and only when the board, the campaign or the time of day changed it, however many read it.</summary>
internal sealed class FeedShelf(AvailabilityBoard board, AvailabilityShelf availability, CampaignBook campaigns, IOptions<BookingOptions> options, IOptions<MessageOptions> messages, TimeProvider time)
    : IDisposable
{
    /// <summary>By the specification readers come once a minute at most; a quarter of that keeps them close to the truth and spares us the writing.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(15);

    /// <summary>Slots of today pass: so often it is looked which.</summary>
    private static readonly TimeSpan Passing = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim gate = new(1);
    private volatile Shelf? shelf;

    /// <summary>Null while there is nothing to publish.</summary>
    public async ValueTask<FeedFiles?> Get(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (shelf is { } ready && now - ready.At < Fresh)
        {
            return ready.Files;
        }

        // While one reader has it written anew the others get what is there, unless nobody came for so long that it is no longer true.
        var bearable = shelf is { } old && now - old.At < 2 * Fresh;
        if (!await gate.WaitAsync(bearable ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, cancellation))
        {
            return shelf!.Files;
        }

        try
        {
            return shelf is { } made && now - made.At < Fresh ? made.Files : await Renew(now);
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private async ValueTask<FeedFiles?> Renew(DateTimeOffset now)
    {
        if (board.AsOf is not { } asOf || await campaigns.GetOrLast() is not { } edition)
        {
            return null;
        }

        var state = (board.Changes, edition.Version, now.Ticks / Passing.Ticks);
        shelf = shelf is { } last && last.State == state
            ? last with { At = now, Files = last.Files with { AsOf = asOf } }
            : new Shelf(now, state, new FeedWriting(edition, messages.Value.PublicAddress.TrimEnd('/'), options.Value.CallCentrePhone).Write([.. board.Centres], availability.Today, now, asOf));
        return shelf.Files;
    }

    private sealed record Shelf(DateTimeOffset At, (long Changes, long Campaign, long Passing) State, FeedFiles Files);
}
