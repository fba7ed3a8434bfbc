using Orleans.Runtime;
using WaitingRoom.Server.Grains;

namespace WaitingRoom.Cluster.Sweeping;

[GrainType("sweep")]
internal sealed partial class SweepGrain(IEnumerable<ISweep> sweeps, ILogger<SweepGrain> log) : Grain, ISweepGrain, IRemindable
{
    private const string Reminder = "Sweeps";

    /// <summary>The shortest period that Orleans' reminders have; it only brings a lost sweep back, the work itself follows a timer.</summary>
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    private IGrainTimer? timer;
    private bool isRegistered;

    public async Task Begin()
    {
        Start();
        if (!isRegistered)
        {
            // It stays in the database for ever, so that it has to be looked for only once in each place.
            if (await this.GetReminder(Reminder) is null)
            {
                await this.RegisterOrUpdateReminder(Reminder, ReminderPeriod, ReminderPeriod);
            }

            isRegistered = true;
        }
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Start();
        return Task.CompletedTask;
    }

    private void Start()
    {
        if (timer is null)
        {
            var sweep = sweeps.Single(sweep => sweep.Name == this.GetPrimaryKeyString());
            timer = this.RegisterGrainTimer(cancellation => Sweep(sweep, cancellation), new GrainTimerCreationOptions(TimeSpan.Zero, sweep.Every) { KeepAlive = true, Interleave = true });
        }
    }

    private async Task Sweep(ISweep sweep, CancellationToken cancellation)
    {
        try
        {
            await sweep.Sweep(cancellation);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            Failed(log, sweep.Name, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sweep '{Name}' failed; it is tried again.")]
    private static partial void Failed(ILogger log, string name, Exception e);
}
