using System.Globalization;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Pairs;

namespace WaitingRoom.Booking.Codes.Batches;

/// <summary>Issues codes in batches for letters and calls batches back. For staff: by their API and by the command line.</summary>
public sealed class BatchDesk
{
    /// <summary>First line of the printer's list.</summary>
    public const string Heading = "code,group,batch,link";

    /// <summary>Bookings cancelled between two looks at who is left.</summary>
    private const int AtOnce = 64;

    /// <summary>Its person may begin another change between two looks, but not for ever.</summary>
    private const int MostAttempts = 4;

    private readonly CodeIssuer issuer;
    private readonly BatchBook book;
    private readonly IGrains grains;
    private readonly IReadModels readModels;
    private readonly TimeProvider time;

    internal BatchDesk(CodeIssuer issuer, BatchBook book, IGrains grains, IReadModels readModels, TimeProvider time)
    {
        this.issuer = issuer;
        this.book = book;
        this.grains = grains;
        this.readModels = readModels;
        this.time = time;
    }

    public ValueTask<IReadOnlyList<CodeBatch>> All(CancellationToken cancellation = default) => book.All(cancellation);

    /// <summary>Writes the batch down, so that whatever becomes of its codes it can be called back.</summary>
    public Task<BatchChange> Begin(string id, int group, string? priority, int count, string by, CancellationToken cancellation) =>
        book.Add(new CodeBatch(id, group, priority, count, time.GetUtcNow(), by), cancellation);

    /// <summary>The printer's list (RFC 4180, UTF-8), line by line. The codes are in it and nowhere else: it cannot be made again.</summary>
    /// <param name="link">Where the letter leads. No code is in it: addresses are seen by others.</param>
    /// <exception cref="IOException">Storage did not answer in time; codes told before are valid until the batch is revoked.</exception>
    public async IAsyncEnumerable<string> Print(
        string id, int group, string? priority, int count, Uri link, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        yield return Heading;
        await foreach (var code in issuer.Issue(count, group, new CodeOrigin(id, priority), cancellation))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{code},{group},{id},\"{link.AbsoluteUri}\"");
        }
    }

    /// <summary>Its codes take no new appointments from now on; booked ones stay.</summary>
    public Task<BatchChange> Revoke(string id, string by, CancellationToken cancellation) => book.Revoke(id, by, cancellation);

    /// <summary>Cancels what is booked with the codes of a batch, if that is wanted; cut short, it goes on where it was.</summary>
    /// <returns>How many bookings were cancelled.</returns>
    /// <exception cref="LedgerUnavailableException">Storage does not answer.</exception>
    public async Task<int> CancelBookings(string id, CancellationToken cancellation)
    {
        var saga = new PairSaga(grains);
        var cancelled = 0;
        var streams = await readModels.FindBooked(id, null, AtOnce, cancellation);
        while (streams.Count > 0)
        {
            foreach (var stream in streams)
            {
                cancelled += await Cancel(saga, new CodeId(stream.Key)) ? 1 : 0;
            }

            streams = await readModels.FindBooked(id, streams[^1], AtOnce, cancellation);
        }

        return cancelled;
    }

    /// <summary>A booking that is just being changed is brought to the end of its change first: passed over, it would outlive its batch.</summary>
    /// <returns>False where nothing is booked any more.</returns>
    private async Task<bool> Cancel(PairSaga saga, CodeId code)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            await saga.Resume(code);
            switch (await grains.Read(code))
            {
                case { Phase: PairPhase.Booked, Pair: { } pair } when await saga.Cancel(code, pair.Id) is PairOutcome.Ended:
                    return true;
                case { IsBooked: false }:
                    return false;
                default:
                    break;
            }
        }

        throw new LedgerUnavailableException();
    }
}
