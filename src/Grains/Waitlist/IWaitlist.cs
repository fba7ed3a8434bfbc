using WaitingRoom.Grains.Codes;

namespace WaitingRoom.Grains.Waitlist;

/// <summary>
/// People who found no appointment and wait for one to become free, by priority and then by time; whoever left an offer unused comes after all who did not. Knows no address: what it keeps was sealed by whoever has the keys.
/// Each code stands on it once.
/// </summary>
public interface IWaitlist
{
    /// <summary>Adds an entry, or replaces the wish and the address of the code's entry, which keeps its turn. False, and nothing changed, while the code has an offer.</summary>
    ValueTask<bool> Put(WaitlistEntry entry, CancellationToken cancellation = default);

    /// <summary>The code's entry; null when it has none.</summary>
    ValueTask<WaitlistEntry?> Find(CodeId code, CancellationToken cancellation = default);

    /// <summary>The entry that was offered the appointments of this reference; null when there is none any more.</summary>
    ValueTask<WaitlistEntry?> FindOffer(string reference, CancellationToken cancellation = default);

    /// <summary>Entries without an offer in their order, those after <paramref name="after"/>, at most <paramref name="limit"/>.</summary>
    ValueTask<IReadOnlyList<WaitlistEntry>> ReadWaiting(WaitlistEntry? after, int limit, CancellationToken cancellation = default);

    /// <summary>Entries with an offer, the first to end first, at most <paramref name="limit"/>.</summary>
    ValueTask<IReadOnlyList<WaitlistEntry>> ReadOffered(int limit, CancellationToken cancellation = default);

    /// <summary>Writes down what a waiting entry was offered. False when it has an offer already, or is gone.</summary>
    ValueTask<bool> Offer(CodeId code, WaitlistOffer offer, CancellationToken cancellation = default);

    /// <summary>The offer ended unused: the entry waits again, behind all who have not missed as many. False when it has another offer or none.</summary>
    ValueTask<bool> Return(CodeId code, WaitlistOffer offer, DateTimeOffset at, CancellationToken cancellation = default);

    /// <summary>Takes the code off the list; its address is gone when this returns. False when it was not on it.</summary>
    ValueTask<bool> Remove(CodeId code, CancellationToken cancellation = default);
}

/// <param name="Priority">Place of the priority group; lower is sooner.</param>
/// <param name="At">Since when it waits.</param>
/// <param name="Wish">JSON of whoever reads it.</param>
/// <param name="SealedContact">Where to tell, encrypted.</param>
/// <param name="WrappedKey">What opens it.</param>
/// <param name="Missed">Offers that ended unused.</param>
public sealed record WaitlistEntry(
    CodeId Code, int Priority, DateTimeOffset At, ReadOnlyMemory<byte> Wish, ReadOnlyMemory<byte> SealedContact, ReadOnlyMemory<byte> WrappedKey, int Missed = 0, WaitlistOffer? Offer = null);

/// <param name="Reference">Of the pair that is held.</param>
/// <param name="Until">How long.</param>
public sealed record WaitlistOffer(string Reference, DateTimeOffset Until);
