using System.Collections.Concurrent;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Ledger;
using DayWriter = WaitingRoom.Grains.Writing.SingleWriter<
    WaitingRoom.Grains.Days.DayState, WaitingRoom.Grains.Days.DayCommand, WaitingRoom.Grains.Days.DayEvent, WaitingRoom.Grains.Days.DayOutcome>;
using WriterCounters = WaitingRoom.Grains.Writing.WriterCounters;

namespace WaitingRoom.Server.Tests.Grains;

/// <summary>Makes writers and notes when one is made for a key whose last one is still alive.</summary>
internal sealed class LiveWriters(ILedger ledger, TimeProvider time)
{
    private readonly ConcurrentDictionary<DayId, ConcurrentQueue<DayWriter>> made = new();
    private int overlaps;

    public WriterCounters Counters { get; } = new();

    public int Made => made.Values.Sum(q => q.Count);

    /// <summary>Times that a second writer of a key came to life beside a living one.</summary>
    public int Overlaps => overlaps;

    public Task AllGone() => Task.WhenAll(made.Values.SelectMany(q => q).Select(w => w.Completion));

    public DayWriter Make(DayId day)
    {
        var ofDay = made.GetOrAdd(day, _ => new());
        if (ofDay.Any(w => !w.Completion.IsCompleted))
        {
            Interlocked.Increment(ref overlaps);
        }

        var writer = new DayWriter(day.Stream, DayAggregate.Instance, ledger, time, counters: Counters);
        ofDay.Enqueue(writer);
        return writer;
    }
}
