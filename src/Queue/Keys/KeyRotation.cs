namespace WaitingRoom.Queue.Keys;

/// <summary>When keys of one kind come and go. Pure; every process of an installation comes to the same result or loses the compare-and-set.</summary>
/// <param name="Period">How long one key signs.</param>
/// <param name="Lead">How long a key is public before it signs.</param>
/// <param name="Kept">How long it verifies after another took over: as long as what it signed may live, and the clocks' difference.</param>
internal sealed record KeyRotation(TimeSpan Period, TimeSpan Lead, TimeSpan Kept)
{
    /// <summary>
    /// A key set may be cached for five minutes, other processes see a new key within one, and an answer under way is older still: together well under the ten
    /// minutes that are promised.
    /// </summary>
    public static readonly TimeSpan LeadOfPublicKeys = TimeSpan.FromMinutes(15);

    /// <summary>The longest pass (two hours) and five minutes between clocks.</summary>
    public static readonly TimeSpan AdmissionsLive = TimeSpan.FromHours(2) + TimeSpan.FromMinutes(5);

    /// <summary>As long as a browser keeps its secret; a ticket is worth nothing without it.</summary>
    public static readonly TimeSpan TicketsLive = TimeSpan.FromDays(180);

    public static KeyRotation OfAdmissions(TimeSpan period) => new(period, LeadOfPublicKeys, AdmissionsLive);

    /// <summary>Nobody outside verifies tickets, but other processes have to have read a secret before its first ticket comes to them.</summary>
    public static KeyRotation OfTickets(TimeSpan period) => new(period, LeadOfPublicKeys, TicketsLive);

    /// <summary>The same set when nothing is due.</summary>
    /// <param name="make">Makes a key that signs from the given instant on.</param>
    public StoredKeySet After(StoredKeySet set, DateTimeOffset now, Func<DateTimeOffset, StoredKey> make)
    {
        var newest = set.Keys.Max(key => key.SignsFrom);
        var kept = set.Keys.Where(key => SupersededAt(set, key) is not { } since || since + Kept > now).ToList();
        if (newest + Period <= now)
        {
            kept.Insert(0, make(now + Lead));
        }

        return kept.Count == set.Keys.Count && kept[0] == set.Keys[0] ? set : new StoredKeySet(kept);
    }

    /// <summary>The key that signs now: of those whose time has come the newest, the first one where none has come yet.</summary>
    public static StoredKey Signing(StoredKeySet set, DateTimeOffset now) =>
        set.Keys.Where(key => key.SignsFrom <= now).MaxBy(key => key.SignsFrom) ?? set.Keys[0];

    private static DateTimeOffset? SupersededAt(StoredKeySet set, StoredKey key)
    {
        var later = set.Keys.Where(other => other.SignsFrom > key.SignsFrom).ToList();
        return later.Count == 0 ? null : later.Min(other => other.SignsFrom);
    }
}
