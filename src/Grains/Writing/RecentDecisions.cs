using WaitingRoom.Grains.Identity;

namespace WaitingRoom.Grains.Writing;

/// <summary>The last decisive events by operation id, oldest forgotten first. Not thread-safe: belongs to one writer's loop.</summary>
internal sealed class RecentDecisions<TEvent>(int limit)
    where TEvent : class
{
    private readonly Dictionary<OperationId, TEvent> decisions = [];
    private readonly Queue<OperationId> order = new();

    public bool TryGet(OperationId operation, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out TEvent happened) => decisions.TryGetValue(operation, out happened);

    public void Add(OperationId operation, TEvent happened)
    {
        if (!decisions.TryAdd(operation, happened))
        {
            return;
        }

        order.Enqueue(operation);
        if (order.Count > limit)
        {
            decisions.Remove(order.Dequeue());
        }
    }

    public void Clear()
    {
        decisions.Clear();
        order.Clear();
    }
}
