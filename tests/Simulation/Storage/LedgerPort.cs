using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Simulation.Machine;

namespace WaitingRoom.Simulation.Storage;

/// <summary>Storage as one writer of one process sees it: everything asked waits until the simulator lets it happen.</summary>
internal sealed class LedgerPort(SimulatedLedger ledger, SimulatedProcess process) : ILedger
{
    public SimulatedProcess Process => process;

    public ValueTask<AppendResult> Append(AppendRequest request, CancellationToken cancellation = default)
    {
        var pending = new PendingAppend(this, request);
        ledger.Pending.Add(pending);
        if (ledger.Rules.AnswersBeforeCommit)
        {
            pending.Reply(AppendResult.Committed);
        }

        return new(pending.Answer);
    }

    public ValueTask<StreamHistory> Load(StreamId stream, CancellationToken cancellation = default) => Ask(stream, l => l.Read(stream));

    public ValueTask<IReadOnlyList<LedgerEntry>> FindOperations(StreamId stream, IReadOnlyCollection<OperationId> operations, CancellationToken cancellation = default) =>
        Ask(stream, l => l.Find(stream, operations));

    private ValueTask<T> Ask<T>(StreamId stream, Func<SimulatedLedger, T> read)
    {
        var pending = new PendingRead<T>(this, stream, read);
        ledger.Pending.Add(pending);
        return new(pending.Result);
    }
}
