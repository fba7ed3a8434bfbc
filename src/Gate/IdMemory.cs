using System.Collections.Concurrent;

namespace WaitingRoom.Gate;

/// <summary>Ids that count once, each remembered until its token's end. Bounded: what cannot be remembered is said, not forgotten.</summary>
internal abstract class IdMemory(TimeProvider time)
{
    /// <summary>About 20 MB. Admissions live for five minutes: this is 330 people a second coming in through one process.</summary>
    public const int Most = 100_000;

    /// <summary>Sweeping costs a walk through all; once a second is not felt.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> until = new(StringComparer.Ordinal);
    private long sweptAt = time.GetUtcNow().UtcTicks;

    public bool Contains(string id) => until.TryGetValue(id, out var end) && end > time.GetUtcNow();

    /// <summary>True: new, and remembered. False: known. Null: no room to remember it.</summary>
    public bool? Add(string id, DateTimeOffset end)
    {
        var now = time.GetUtcNow();
        var last = Interlocked.Read(ref sweptAt);
        if (now.UtcTicks - last >= Pause.Ticks && Interlocked.CompareExchange(ref sweptAt, now.UtcTicks, last) == last)
        {
            foreach (var (old, _) in until.Where(entry => entry.Value <= now))
            {
                until.TryRemove(old, out _);
            }
        }

        return until.Count >= Most ? (until.ContainsKey(id) ? false : null) : until.TryAdd(id, end);
    }
}

/// <summary>Admissions that somebody came in with.</summary>
internal sealed class SpentAdmissions(TimeProvider time) : IdMemory(time);

/// <summary>Sessions that ended before their pass.</summary>
internal sealed class EndedSessions(TimeProvider time) : IdMemory(time);
