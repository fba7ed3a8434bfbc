using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Waitlist;

namespace WaitingRoom.Booking.Tests.Waitlist;

/// <summary>The real list, and how often those who wait on it were read.</summary>
internal sealed class CountedWaitlist(IWaitlist list) : IWaitlist
{
    private int readings;

    public int Readings => Volatile.Read(ref readings);

    public ValueTask<IReadOnlyList<WaitlistEntry>> ReadWaiting(WaitlistEntry? after, int limit, CancellationToken cancellation = default)
    {
        Interlocked.Increment(ref readings);
        return list.ReadWaiting(after, limit, cancellation);
    }

    public ValueTask<bool> Put(WaitlistEntry entry, CancellationToken cancellation = default) => list.Put(entry, cancellation);

    public ValueTask<WaitlistEntry?> Find(CodeId code, CancellationToken cancellation = default) => list.Find(code, cancellation);

    public ValueTask<WaitlistEntry?> FindOffer(string reference, CancellationToken cancellation = default) => list.FindOffer(reference, cancellation);

    public ValueTask<IReadOnlyList<WaitlistEntry>> ReadOffered(int limit, CancellationToken cancellation = default) => list.ReadOffered(limit, cancellation);

    public ValueTask<bool> Offer(CodeId code, WaitlistOffer offer, CancellationToken cancellation = default) => list.Offer(code, offer, cancellation);

    public ValueTask<bool> Return(CodeId code, WaitlistOffer offer, DateTimeOffset at, CancellationToken cancellation = default) => list.Return(code, offer, at, cancellation);

    public ValueTask<bool> Remove(CodeId code, CancellationToken cancellation = default) => list.Remove(code, cancellation);
}
