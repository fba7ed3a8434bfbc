using System.Text.Json;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Documents;

namespace WaitingRoom.Booking.Codes.Batches;

/// <summary>The batches, read again when what is known is older than a second: a batch called back counts at once.</summary>
internal sealed class BatchBook(IDocuments documents, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private volatile Known? last;

    public async ValueTask<IReadOnlyList<CodeBatch>> All(CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        if (last is { } known && now - known.At < Fresh)
        {
            return known.Batches.Batches;
        }

        var read = Read(await documents.Get(CodeBatches.DocumentName, cancellation));
        last = new Known(read, now);
        return read.Batches;
    }

    /// <summary>True when the code's batch was called back.</summary>
    public async ValueTask<bool> IsRevoked(CodeOrigin? origin) =>
        origin?.Batch is { } id && (await All()).FirstOrDefault(b => b.Id == id) is { RevokedAt: not null };

    public Task<BatchChange> Add(CodeBatch batch, CancellationToken cancellation) => Change(
        all => all.Any(b => b.Id == batch.Id) ? (BatchChange.Exists, all)
            : all.Count >= CodeBatches.Most ? (BatchChange.Full, all)
            : (BatchChange.Done, [.. all, batch]),
        cancellation);

    /// <summary>Calls a batch back; again changes nothing.</summary>
    public Task<BatchChange> Revoke(string id, string by, CancellationToken cancellation) => Change(
        all => all.Any(b => b.Id == id)
            ? (BatchChange.Done, [.. all.Select(b => b.Id == id && b.RevokedAt is null ? b with { RevokedAt = time.GetUtcNow(), RevokedBy = by } : b)])
            : (BatchChange.Unknown, all),
        cancellation);

    private async Task<BatchChange> Change(Func<IReadOnlyList<CodeBatch>, (BatchChange Outcome, IReadOnlyList<CodeBatch> Batches)> change, CancellationToken cancellation)
    {
        while (true)
        {
            var document = await documents.Get(CodeBatches.DocumentName, cancellation);
            var before = Read(document).Batches;
            var (outcome, after) = change(before);
            if (outcome != BatchChange.Done || after.SequenceEqual(before))
            {
                return outcome;
            }

            var body = JsonSerializer.SerializeToUtf8Bytes(new CodeBatches(after), BatchJson.Default.CodeBatches);
            if (await documents.Put(CodeBatches.DocumentName, document?.Version ?? 0, body, cancellation))
            {
                last = null;
                return BatchChange.Done;
            }
        }
    }

    private static CodeBatches Read(Document? document) =>
        document is null ? new CodeBatches([]) : JsonSerializer.Deserialize(document.Body.Span, BatchJson.Default.CodeBatches)!;

    private sealed record Known(CodeBatches Batches, DateTimeOffset At);
}
