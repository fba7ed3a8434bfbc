using WaitingRoom.Grains.Documents;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Queue.Rooms;

/// <summary>
/// When storage last answered this node. What a room's grain answers proves nothing: it answers from memory, also when storage is gone, and then somebody else may long have gone on. Storage proves itself by the
/// list of rooms, a small document that is read every second anyway.
/// </summary>
internal sealed class StorageContact(IDocuments documents, TimeProvider time)
{
    /// <summary>Storage is read once a second; two may pass while a node is busy.</summary>
    public static readonly TimeSpan Lately = TimeSpan.FromSeconds(2);

    /// <summary>After a try that failed nobody else tries for so long: a crowd at the door of a node that is cut off costs it nothing.</summary>
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(500);

    private readonly Lock sync = new();
    private Task<bool>? trying;
    private long answeredAt;
    private long failedAt;

    /// <summary>When the last question that was answered was asked.</summary>
    public DateTimeOffset AnsweredAt => new(Interlocked.Read(ref answeredAt), TimeSpan.Zero);

    public bool IsFreshAt(DateTimeOffset now) => now - AnsweredAt <= Lately;

    /// <exception cref="LedgerUnavailableException">Storage does not answer.</exception>
    public async Task<Document?> ReadRooms(CancellationToken cancellation)
    {
        var asked = time.GetUtcNow().UtcTicks;
        var document = await documents.Get(RoomList.DocumentName, cancellation);
        lock (sync)
        {
            Interlocked.Exchange(ref answeredAt, Math.Max(asked, answeredAt));
        }

        return document;
    }

    /// <summary>Whether storage answers: it has just now, or does when asked. Waits for <see cref="Lately"/> at most.</summary>
    public ValueTask<bool> Answers()
    {
        var now = time.GetUtcNow();
        if (IsFreshAt(now))
        {
            return ValueTask.FromResult(true);
        }

        lock (sync)
        {
            if (trying is null && now.UtcTicks - failedAt < BetweenTries.Ticks)
            {
                return ValueTask.FromResult(false);
            }

            return new ValueTask<bool>(trying ??= Task.Run(TryAsync));
        }
    }

    private async Task<bool> TryAsync()
    {
        var answers = false;
        using var limit = new CancellationTokenSource(Lately, time);
        try
        {
            await ReadRooms(limit.Token).WaitAsync(limit.Token);
            answers = true;
        }
        catch (Exception)
        {
            // Whatever it was, storage has not answered; those who asked say so.
        }

        lock (sync)
        {
            failedAt = answers ? 0 : time.GetUtcNow().UtcTicks;
            trying = null;
        }

        return answers;
    }
}
