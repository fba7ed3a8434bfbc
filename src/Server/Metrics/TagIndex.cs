namespace WaitingRoom.Server.Metrics;

/// <summary>
/// Finds what belongs to some tags without writing them out as text, which would cost each request more than all else that is measured of it. The same tags in another order are another entry.
/// Not thread-safe.
/// </summary>
/// <param name="limit">Entries kept; more are not remembered and have to be found in another way.</param>
internal sealed class TagIndex<TValue>(int limit)
    where TValue : class
{
    private readonly Dictionary<int, List<(KeyValuePair<string, object?>[] Tags, TValue Value)>> byHash = [];
    private int count;

    public TValue? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (byHash.TryGetValue(HashOf(tags), out var candidates))
        {
            foreach (var (known, value) in candidates)
            {
                if (AreSame(known, tags))
                {
                    return value;
                }
            }
        }

        return null;
    }

    public void Add(ReadOnlySpan<KeyValuePair<string, object?>> tags, TValue value)
    {
        if (count == limit)
        {
            return;
        }

        count++;
        var hash = HashOf(tags);
        if (!byHash.TryGetValue(hash, out var candidates))
        {
            byHash.Add(hash, candidates = []);
        }

        candidates.Add((tags.ToArray(), value));
    }

    public void Clear()
    {
        byHash.Clear();
        count = 0;
    }

    private static int HashOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var hash = default(HashCode);
        foreach (var (_, value) in tags)
        {
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    private static bool AreSame(KeyValuePair<string, object?>[] known, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (known.Length != tags.Length)
        {
            return false;
        }

        for (var i = 0; i < tags.Length; i++)
        {
            if (!Equals(known[i].Value, tags[i].Value) || known[i].Key != tags[i].Key)
            {
                return false;
            }
        }

        return true;
    }
}
