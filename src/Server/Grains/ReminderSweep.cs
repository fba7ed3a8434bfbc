using WaitingRoom.Grains;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Pairs;

namespace WaitingRoom.Server.Grains;

/// <summary>
/// Wakes grains for what has become due while they were not in memory: holds that ran out, phone shares that return, bookings whose
/// driver was lost. Runs once at the start, so that a restart frees within a second what ran out meanwhile.
/// </summary>
internal sealed partial class ReminderSweep(IGrains grains, IReadModels readModels, TimeProvider time, ILogger<ReminderSweep> log) : ISweep
{
    /// <summary>Woken at once: enough to fill the ledger's shared commits, few enough to leave the queues to people.</summary>
    private const int AtOnce = 256;

    private readonly PairSaga saga = new(grains);

    public string Name => "due";

    /// <summary>A hold that ran out must be free within a second.</summary>
    public TimeSpan Every => TimeSpan.FromSeconds(1);

    public Task Sweep(CancellationToken cancellation) => SweepAsync(cancellation);

    /// <summary>Wakes all that is due and returns how many were.</summary>
    internal async Task<int> SweepAsync(CancellationToken cancellation)
    {
        var woken = 0;
        var seen = new HashSet<Reminder>();
        while (!cancellation.IsCancellationRequested)
        {
            var due = await readModels.ReadReminders(time.GetUtcNow(), AtOnce, cancellation);
            var fresh = due.Where(seen.Add).ToArray();
            if (fresh.Length == 0)
            {
                break;
            }

            await Task.WhenAll(fresh.Select(r => Wake(r)));
            woken += fresh.Length;
            if (due.Count < AtOnce)
            {
                break;
            }
        }

        return woken;
    }

    private Task Wake(Reminder reminder)
    {
        switch (reminder.Stream.Kind)
        {
            case DayId.Kind when DayId.TryParse(reminder.Stream.Key, out var day):
                return grains.Ask(day, new DayCommand.Tick(Reminded: true));
            case CodeId.Kind:
                return saga.Resume(new CodeId(reminder.Stream.Key));
            default:
                NobodyToWake(log, reminder.Stream.Kind);
                return Task.CompletedTask;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A reminder is stored for a grain of kind {Kind}, which this version does not wake.")]
    private static partial void NobodyToWake(ILogger log, string kind);
}
