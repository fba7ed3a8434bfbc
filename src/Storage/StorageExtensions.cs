using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WaitingRoom.Grains.Documents;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Notices;
using WaitingRoom.Grains.Waitlist;

namespace WaitingRoom.Storage;

public static class StorageExtensions
{
    /// <summary>
    /// Adds <see cref="ILedger"/>, <see cref="IReadModels"/>, <see cref="IDocuments"/>, <see cref="IAdmissionLog"/>, <see cref="IAuditLog"/>, <see cref="INoticeList"/>,
    /// <see cref="IOutbox"/>, <see cref="IContactKeys"/>, <see cref="IWaitlist"/> and <see cref="StorageCounters"/> on one <see cref="Store"/>, which is opened, and its schema migrated, when the first of them is asked for. A host that wants to fail early opens the store itself, see the other overload.
    /// </summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, StorageOptions options) => services
        .AddSingleton(provider => Store.OpenAsync(options, provider.GetService<ILoggerFactory>(), provider.GetService<TimeProvider>()).GetAwaiter().GetResult())
        .AddPorts();

    /// <summary>Adds the ports of a store that the host has opened and will dispose.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, Store store) => services.AddSingleton(store).AddPorts();

    private static IServiceCollection AddPorts(this IServiceCollection services) => services
        .AddSingleton(provider => provider.GetRequiredService<Store>().Ledger)
        .AddSingleton(provider => provider.GetRequiredService<Store>().ReadModels)
        .AddSingleton(provider => provider.GetRequiredService<Store>().Documents)
        .AddSingleton(provider => provider.GetRequiredService<Store>().AdmissionLog)
        .AddSingleton(provider => provider.GetRequiredService<Store>().AuditLog)
        .AddSingleton(provider => provider.GetRequiredService<Store>().Outbox)
        .AddSingleton(provider => provider.GetRequiredService<Store>().Notices)
        .AddSingleton(provider => provider.GetRequiredService<Store>().ContactKeys)
        .AddSingleton(provider => provider.GetRequiredService<Store>().Waitlist)
        .AddSingleton(provider => provider.GetRequiredService<Store>().Counters);
}
