using Orleans.Runtime;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Server.Grains;

namespace WaitingRoom.Cluster.Sweeping;

[GrainType("sweep")]
internal sealed partial class SweepGrain(ReminderSweep due, RetentionLoop retention, ILogger<SweepGrain> log) : Grain, ISweepGrain, IRemindable
{
    /// <summary>The shortest period that Orleans' reminders have; it only brings a lost sweep back, the work itself follows a timer.</summary>
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    private IGrainTimer? timer;

    private TimeSpan Every => this.GetPrimaryKeyString() == Sweeps.Due ? ReminderSweep.Every : IRetention.Every;

    public async Task Begin()
    {
        Start();
        if (await this.GetReminder(nameof(Sweeps)) is null)
        {
            await this.RegisterOrUpdateReminder(nameof(Sweeps), ReminderPeriod, ReminderPeriod);
        }
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Start();
        return Task.CompletedTask;
    }

    private void Start() => timer ??= this.RegisterGrainTimer(Sweep, new GrainTimerCreationOptions(TimeSpan.Zero, Every) { KeepAlive = true, Interleave = true });

    private async Task Sweep(CancellationToken cancellation)
    {
        try
        {
            await (this.GetPrimaryKeyString() == Sweeps.Due ? due.SweepAsync(cancellation) : retention.Sweep(cancellation));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Failed(log, this.GetPrimaryKeyString(), e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sweep '{Name}' failed; it is tried again.")]
    private static partial void Failed(ILogger log, string name, Exception e);
}
