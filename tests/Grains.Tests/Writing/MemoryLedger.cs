using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Grains.Tests.Writing;

/// <summary>The ledger's promises in memory, with a hand on each commit: <see cref="Before"/> runs before an append and may hold it up or decide its fate.</summary>
internal sealed class MemoryLedger : ILedger
{
    private readonly Lock guard = new();
    private readonly Dictionary<StreamId, List<LedgerEntry>> streams = [];

    public List<AppendRequest> Appended { get; } = [];

    /// <summary>What an append answers instead of being written; null lets it be written.</summary>
    public Func<AppendRequest, Task<AppendResult?>> Before { get; set; } = static _ => Task.FromResult<AppendResult?>(null);

    /// <summary>Runs before each load; may throw.</summary>
    public Action BeforeLoad { get; set; } = static () => { };

    /// <summary>Runs before each look-up; may throw.</summary>
    public Action BeforeFind { get; set; } = static () => { };

    public Dictionary<StreamId, Snapshot> Snapshots { get; } = [];

    public async ValueTask<AppendResult> Append(AppendRequest request, CancellationToken cancellation = default) =>
        await Before(request) ?? Write(request);

    public AppendResult Write(AppendRequest request)
    {
        lock (guard)
        {
            var entries = Entries(request.Stream);
            if (request.Entries[0].Sequence != entries.Count + 1)
            {
                return AppendResult.SequenceTaken;
            }

            if (request.Entries.Any(e => e.Operation is not null && entries.Any(o => o.Operation == e.Operation)))
            {
                return AppendResult.OperationRepeated;
            }

            entries.AddRange(request.Entries);
            Appended.Add(request);
            if (request.Snapshot is { } snapshot)
            {
                Snapshots[request.Stream] = snapshot;
            }

            return AppendResult.Committed;
        }
    }

    public ValueTask<StreamHistory> Load(StreamId stream, CancellationToken cancellation = default)
    {
        BeforeLoad();
        lock (guard)
        {
            var snapshot = Snapshots.GetValueOrDefault(stream);
            return new(new StreamHistory(snapshot, [.. Entries(stream).Where(e => e.Sequence > (snapshot?.Sequence ?? 0))]));
        }
    }

    public ValueTask<IReadOnlyList<LedgerEntry>> FindOperations(StreamId stream, IReadOnlyCollection<OperationId> operations, CancellationToken cancellation = default)
    {
        BeforeFind();
        lock (guard)
        {
            return new([.. Entries(stream).Where(e => e.Operation is { } o && operations.Contains(o))]);
        }
    }

    public List<LedgerEntry> Entries(StreamId stream)
    {
        lock (guard)
        {
            return streams.TryGetValue(stream, out var entries) ? entries : streams[stream] = [];
        }
    }
}
