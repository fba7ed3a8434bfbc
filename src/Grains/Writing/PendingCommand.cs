namespace WaitingRoom.Grains.Writing;

/// <summary>A command that waits for its answer. A null command only asks for the state to be loaded.</summary>
internal sealed record PendingCommand<TCommand, TOutcome>(TCommand? Command)
    where TCommand : class
    where TOutcome : class
{
    public TaskCompletionSource<Reply<TOutcome>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
