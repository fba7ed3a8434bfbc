using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Storage.Appending;
using WaitingRoom.Storage.Reading;

namespace WaitingRoom.Storage;

internal sealed class SqlLedger(AppendQueue queue, LedgerReading reading, LoadQueue? loads) : ILedger
{
    public ValueTask<AppendResult> Append(AppendRequest request, CancellationToken cancellation = default) => queue.Append(request, cancellation);

    public ValueTask<StreamHistory> Load(StreamId stream, CancellationToken cancellation = default) =>
        loads is null ? reading.Load(stream, cancellation) : loads.Load(stream, cancellation);

    public ValueTask<IReadOnlyList<LedgerEntry>> FindOperations(StreamId stream, IReadOnlyCollection<OperationId> operations, CancellationToken cancellation = default) =>
        reading.FindOperations(stream, operations, cancellation);
}
