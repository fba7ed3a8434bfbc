using WaitingRoom.Grains;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Server.Grains;

public static class GrainExtensions
{
    /// <summary>Adds <see cref="IGrains"/> in this process, and what wakes them. Needs <see cref="ILedger"/>, <see cref="IReadModels"/> and the modules' <see cref="IRetention"/>.</summary>
    public static IServiceCollection AddGrainDirectory(this IServiceCollection services) => services
        .AddSingleton<WriterCounters>()
        .AddSingleton(provider => new GrainDirectory(
            provider.GetRequiredService<ILedger>(),
            provider.GetRequiredService<TimeProvider>(),
            counters: provider.GetRequiredService<WriterCounters>(),
            listeners: provider.GetServices<IAvailabilityListener>()))
        .AddSingleton<IGrains>(provider => new MeasuredGrains(
            provider.GetRequiredService<GrainDirectory>(), provider.GetRequiredService<TimeProvider>(), provider.GetServices<IBackendSignal>()))
        .AddSingleton<ReminderSweep>().AddHostedService<SweepLoop<ReminderSweep>>()
        .AddSingleton<RetentionSweep>().AddHostedService<SweepLoop<RetentionSweep>>();
}
