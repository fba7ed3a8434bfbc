using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Notices;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Rooms;
using WaitingRoom.Queue.Tokens;
using WaitingRoom.Queue.Waiting;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Queue.Notices;

/// <summary>Puts addresses on a room's list and takes them off: only while nothing is left, within the limits, sealed.</summary>
internal sealed class NoticeDesk(INoticeList list, NoticeSeal seal, NoticeLimits limits, TimeProvider time)
{
    /// <summary>More than a sender tells in a day at six a second, about 150 MB.</summary>
    public const int MostNotices = 500_000;

    /// <summary>Counting half a million rows for each address would cost more than the address.</summary>
    private static readonly TimeSpan CountedFor = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<RoomId, (long Count, DateTimeOffset At)> counts = new();

    /// <summary>Null when it is on the list now.</summary>
    /// <exception cref="LedgerUnavailableException">Storage does not answer.</exception>
    public async Task<ProblemResult?> Add(OpenRoom room, NoticeAddress address, BrowserSecret browser, string? idempotencyKey, PageLanguage language, HttpContext context)
    {
        if (room.Sight is not { } seen)
        {
            return RoomProblems.Unavailable();
        }

        if (seen.Phase != RoomPhase.SoldOut)
        {
            return NoticeProblems.NotSoldOut(seen.Phase);
        }

        if (limits.Take(context, browser) is { } wait)
        {
            return NoticeProblems.TooOften(wait);
        }

        var cancellation = context.RequestAborted;
        if (await Count(room.Id, cancellation) >= MostNotices)
        {
            return NoticeProblems.Full();
        }

        var entry = await seal.Close(room.Id, address, browser, idempotencyKey, language.Code, cancellation);
        return await list.Add(entry, cancellation) == NoticeAdding.KeyReused ? NoticeProblems.KeyReused() : null;
    }

    /// <summary>Takes off what this browser put there.</summary>
    /// <exception cref="LedgerUnavailableException">Storage does not answer.</exception>
    public async Task Withdraw(OpenRoom room, BrowserSecret browser, CancellationToken cancellation) =>
        await list.RemoveOf(room.Id, await seal.BrowserOf(room.Id, browser, cancellation), cancellation);

    private async ValueTask<long> Count(RoomId room, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (counts.TryGetValue(room, out var known) && now - known.At < CountedFor)
        {
            return known.Count;
        }

        var count = await list.Count(room, cancellation);
        counts[room] = (count, now);
        return count;
    }
}
