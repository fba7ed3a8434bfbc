using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Storage.Appending;

/// <summary>An append that waits for its transaction.</summary>
internal sealed class PendingAppend(AppendRequest request) : TaskCompletionSource<AppendResult>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public AppendRequest Request { get; } = request;
}
