namespace WaitingRoom.Simulation.Machine;

/// <summary>
/// Runs the tasks of one simulated process, one at a time, whichever the simulator picks. A killed process runs none of its tasks any more,
/// as a process that was powered off.
/// </summary>
internal sealed class ProcessScheduler : TaskScheduler
{
    private readonly List<Task> ready = [];
    private readonly int thread = Environment.CurrentManagedThreadId;
    private bool killed;

    public int Ready => ready.Count;

    public override int MaximumConcurrencyLevel => 1;

    public void Run(int index)
    {
        var task = ready[index];
        ready.RemoveAt(index);
        TryExecuteTask(task);
    }

    public void Kill()
    {
        killed = true;
        ready.Clear();
    }

    protected override void QueueTask(Task task)
    {
        if (Environment.CurrentManagedThreadId != thread)
        {
            throw new InvalidOperationException("A continuation ran on another thread; the run would not be repeatable.");
        }

        if (!killed)
        {
            ready.Add(task);
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => ready;
}
