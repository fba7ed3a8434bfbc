using System.Collections.Concurrent;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Server.Grains;

/// <summary>
/// The grains of one kind that are in memory: made when first asked, dropped when idle. A key never has two writers: a dropped
/// one stays in its place until it has answered its last command, and only then another is made.
/// </summary>
/// <param name="create">Makes the writer of a key; called at most once at a time for each key.</param>
internal sealed class ResidentGrains<TKey, TState, TCommand, TEvent, TOutcome>(
    Func<TKey, SingleWriter<TState, TCommand, TEvent, TOutcome>> create, TimeProvider time, GrainDirectoryOptions options)
    where TKey : notnull
    where TState : class
    where TCommand : class, ICommand
    where TEvent : class
    where TOutcome : class
{
    private readonly ConcurrentDictionary<TKey, Resident> residents = new();
    private int count;
    private int sweeping;
    private volatile bool closing;

    /// <summary>Grains in memory now, those on their way out included.</summary>
    public int Count => Volatile.Read(ref count);

    public async Task<Reply<TOutcome>> Ask(TKey key, TCommand command)
    {
        while (Find(key) is { } resident)
        {
            if (resident.Writer.TryAsk(command, out var reply))
            {
                return await reply;
            }

            await Leave(key, resident);
        }

        return Reply<TOutcome>.Busy.Instance;
    }

    public async ValueTask<TState?> Read(TKey key)
    {
        while (Find(key) is { } resident)
        {
            var state = await resident.Writer.Read();
            if (state is not null || !resident.Retired)
            {
                return state;
            }

            await Leave(key, resident);
        }

        return null;
    }

    /// <summary>Drops what is idle, and beyond the limit what is longest unused. Returns when the dropped have left.</summary>
    public async Task Sweep()
    {
        if (Interlocked.Exchange(ref sweeping, 1) == 1)
        {
            return;
        }

        try
        {
            var surplus = Count - options.MostResident;
            var byAge = residents.ToArray();
            if (surplus > 0)
            {
                // A tenth more than needed, so that a crowd of new grains does not cause a sweep each.
                surplus += options.MostResident / 10;
                Array.Sort(byAge, static (a, b) => a.Value.LastUsed.CompareTo(b.Value.LastUsed));
            }

            var leaving = new List<Task>();
            foreach (var (key, resident) in byAge)
            {
                if (leaving.Count < surplus || IsIdle(resident))
                {
                    resident.Retire();
                    leaving.Add(Leave(key, resident));
                }
            }

            await Task.WhenAll(leaving);
        }
        finally
        {
            Volatile.Write(ref sweeping, 0);
        }
    }

    /// <summary>Takes no more commands and returns when every command taken has been answered.</summary>
    public async Task Drain()
    {
        closing = true;
        while (!residents.IsEmpty)
        {
            await Task.WhenAll(residents.ToArray().Select(r =>
            {
                r.Value.Retire();
                return Leave(r.Key, r.Value);
            }));
        }
    }

    /// <summary>The grain's place in memory, made when there is none. Null when there must be no new one.</summary>
    private Resident? Find(TKey key)
    {
        if (!residents.TryGetValue(key, out var resident))
        {
            if (closing || Count >= 2 * options.MostResident)
            {
                return null;
            }

            var made = new Resident(key, create) { LastUsed = time.GetTimestamp() };
            resident = residents.GetOrAdd(key, made);
            if (resident == made && Interlocked.Increment(ref count) > options.MostResident)
            {
                _ = Task.Run(Sweep);
            }

            if (closing)
            {
                resident.Retire();
            }
        }

        resident.LastUsed = time.GetTimestamp();
        return resident;
    }

    private bool IsIdle(Resident resident) =>
        time.GetElapsedTime(resident.LastUsed) >= options.IdleAfter
        && !(resident.Writer.NextDue <= time.GetUtcNow() + options.IdleAfter);

    /// <summary>Clears the place of a retired writer once it has answered its last command.</summary>
    private async Task Leave(TKey key, Resident resident)
    {
        await resident.Writer.Completion;
        if (residents.TryRemove(KeyValuePair.Create(key, resident)))
        {
            Interlocked.Decrement(ref count);
        }
    }

    private sealed class Resident(TKey key, Func<TKey, SingleWriter<TState, TCommand, TEvent, TOutcome>> create)
    {
        private readonly Lazy<SingleWriter<TState, TCommand, TEvent, TOutcome>> writer = new(() => create(key));
        private long lastUsed;
        private volatile bool retired;

        public SingleWriter<TState, TCommand, TEvent, TOutcome> Writer => writer.Value;

        public bool Retired => retired;

        public long LastUsed
        {
            get => Volatile.Read(ref lastUsed);
            set => Volatile.Write(ref lastUsed, value);
        }

        public void Retire()
        {
            retired = true;
            Writer.Retire();
        }
    }
}
