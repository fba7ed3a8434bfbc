using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Queue.Tests.Hosting;

/// <summary>The real ledger behind a storage that can be cut off.</summary>
internal sealed class SometimesSilentLedger(ILedger real, Func<bool> isSilent) : ILedger
{
    public ValueTask<AppendResult> Append(AppendRequest request, CancellationToken cancellation = default) => Up().Append(request, cancellation);

    public ValueTask<StreamHistory> Load(StreamId stream, CancellationToken cancellation = default) => Up().Load(stream, cancellation);

    public ValueTask<IReadOnlyList<LedgerEntry>> FindOperations(StreamId stream, IReadOnlyCollection<OperationId> operations, CancellationToken cancellation = default) =>
        Up().FindOperations(stream, operations, cancellation);

    private ILedger Up() => isSilent() ? throw new LedgerUnavailableException("Storage is cut off.") : real;
}
