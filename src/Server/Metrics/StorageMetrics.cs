using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using WaitingRoom.Storage;

namespace WaitingRoom.Server.Metrics;

/// <summary>What storage did for this process since its start, under the meter <c>WaitingRoom.Storage</c>; every name is in docs/cluster.md. Read when somebody asks, so counting costs nothing more.</summary>
internal sealed class StorageMetrics
{
    public const string MeterName = "WaitingRoom.Storage";

    [SuppressMessage("Reliability", "CA2000", Justification = "The factory owns the meter and disposes it with the host.")]
    public StorageMetrics(IMeterFactory meters, StorageCounters storage, StorageWatch watch)
    {
        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge("waitingroom.storage.answers", () => watch.Answers ? 1 : 0, description: "1 while storage answers within two seconds, else 0.");
        void Count(string name, Func<long> value, string description) => meter.CreateObservableCounter(name, value, description: description);
        Count("waitingroom.storage.transactions", () => storage.Transactions, "Transactions that committed appends.");
        Count("waitingroom.storage.appends", () => storage.Appends, "Appends committed; several share a transaction.");
        Count("waitingroom.storage.entries", () => storage.Entries, "Ledger entries committed.");
        Count("waitingroom.storage.appends.refused", () => storage.RefusedAppends, "Appends refused by a constraint.");
        Count("waitingroom.storage.appends.unknown", () => storage.UnknownAppends, "Appends whose outcome nobody knows.");
        Count("waitingroom.storage.groups.retried", () => storage.RetriedGroups, "Shared transactions undone for a collision and done in parts.");
    }
}
