using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Simulation.Storage;

/// <summary>What a process has asked of storage and has not been answered yet, or what storage may still do after the asker gave up.</summary>
internal abstract class PendingOperation(LedgerPort asker, StreamId stream)
{
    /// <summary>Each writer has a port of its own, so this is also which writer asked.</summary>
    public LedgerPort Asker { get; } = asker;

    public StreamId Stream { get; } = stream;
}

internal sealed class PendingAppend(LedgerPort asker, AppendRequest request) : PendingOperation(asker, request.Stream)
{
    private readonly TaskCompletionSource<AppendResult> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public AppendRequest Request { get; } = request;

    public Task<AppendResult> Answer => answer.Task;

    /// <summary>The asker has been told "unknown", or is dead; the append may land all the same.</summary>
    public bool IsLate { get; private set; }

    public void Reply(AppendResult result) => answer.TrySetResult(result);

    public void BecomeLate()
    {
        IsLate = true;
        Reply(AppendResult.Unknown);
    }

    public bool Carries(OperationId operation)
    {
        foreach (var entry in Request.Entries)
        {
            if (entry.Operation == operation)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A load, or a look-up of operations.</summary>
internal abstract class PendingRead(LedgerPort asker, StreamId stream) : PendingOperation(asker, stream)
{
    public abstract void Answer(SimulatedLedger ledger);

    public abstract void Fail();
}

internal sealed class PendingRead<T>(LedgerPort asker, StreamId stream, Func<SimulatedLedger, T> read) : PendingRead(asker, stream)
{
    private readonly TaskCompletionSource<T> result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Result => result.Task;

    public override void Answer(SimulatedLedger ledger) => result.TrySetResult(read(ledger));

    public override void Fail() => result.TrySetException(new LedgerUnavailableException());
}
