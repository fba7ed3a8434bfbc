using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Simulation.Driving;
using WaitingRoom.Simulation.Storage;

namespace WaitingRoom.Simulation.Machine;

/// <summary>The writers of one kind in one process, made on demand.</summary>
internal sealed class WriterPlace<TState, TCommand, TEvent, TOutcome>(
    World world,
    SimulatedProcess process,
    IAggregate<TState, TCommand, TEvent, TOutcome> aggregate,
    Action<StreamId, TState> published)
    where TState : class
    where TCommand : class, ICommand
    where TEvent : class
    where TOutcome : class
{
    private readonly Dictionary<StreamId, Placed> placed = [];

    public IEnumerable<Placed> All => placed.Values;

    public Placed Get(StreamId stream)
    {
        if (!placed.TryGetValue(stream, out var found) || found.Writer.Completion.IsCompleted)
        {
            placed[stream] = found = Make(stream);
        }

        return found;
    }

    /// <summary>Asks the stream's writer. One that was retired is busy until it has answered everybody; then a new one follows it.</summary>
    public (Task<Reply<TOutcome>> Reply, LedgerPort Port) Ask(StreamId stream, TCommand command)
    {
        var found = Get(stream);
        found.Writer.TryAsk(command, out var reply);
        return (reply, found.Port);
    }

    private Placed Make(StreamId stream)
    {
        var port = new LedgerPort(world.Ledger, process);
        var made = new Placed(stream, port);
        made.Writer = new SingleWriter<TState, TCommand, TEvent, TOutcome>(
            stream, aggregate, port, process.Time, process.Limits, world.Counters.Writers, state =>
            {
                made.Newest = state;
                published(stream, state);
            });
        return made;
    }

    internal sealed class Placed(StreamId stream, LedgerPort port)
    {
        public StreamId Stream => stream;

        public LedgerPort Port => port;

        public SingleWriter<TState, TCommand, TEvent, TOutcome> Writer { get; set; } = null!;

        public TState? Newest { get; set; }
    }
}
