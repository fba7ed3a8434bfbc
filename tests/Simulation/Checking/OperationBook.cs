using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Simulation.Driving;
using WaitingRoom.Simulation.Storage;

namespace WaitingRoom.Simulation.Checking;

/// <summary>
/// Who was asked to do what and has refused. A refusal means "nothing was done": the operation may not land afterwards, unless it is asked
/// again, or another writer still had it in hand when this one refused (which only that other writer can know).
/// </summary>
internal sealed class OperationBook(World world)
{
    private readonly Dictionary<(StreamId Stream, OperationId Operation), Known> known = [];

    public void Asked(LedgerPort port, StreamId stream, ICommand command)
    {
        if (command.Operation != OperationId.None)
        {
            var entry = Get(stream, command.Operation);
            entry.Refused = null;
            entry.InHand.Add(port);
        }
    }

    /// <summary>"Unknown" leaves it open; an append that is still under way is looked for when somebody refuses.</summary>
    public void Unanswered(LedgerPort port, StreamId stream, ICommand command) => Take(port, stream, command);

    public void Answered(LedgerPort port, StreamId stream, ICommand command, bool refused)
    {
        if (Take(port, stream, command) is not { } entry || !refused || world.Ledger.Holds(stream, command.Operation))
        {
            return;
        }

        entry.InHand.RemoveAll(p => !p.Process.IsAlive);
        var elsewhere = entry.InHand.Count > 0;
        foreach (var pending in world.Ledger.Pending)
        {
            elsewhere |= pending is PendingAppend append && append.Asker != port && append.Stream == stream && append.Carries(command.Operation);
        }

        entry.Refused = elsewhere ? null : port;
        world.Counters.Count(elsewhere ? "refusals while another writer had it in hand" : "refusals");
    }

    public void Landed(AppendRequest request)
    {
        foreach (var entry in request.Entries)
        {
            if (entry.Operation is { } operation && known.TryGetValue((request.Stream, operation), out var found) && found.Refused is not null)
            {
                world.Checker.Break(Rule.RefusedInLedger, $"{request.Stream} refused {operation}, and it is in the ledger as {entry.Kind} now");
            }
        }
    }

    private Known? Take(LedgerPort port, StreamId stream, ICommand command)
    {
        if (command.Operation == OperationId.None)
        {
            return null;
        }

        var entry = Get(stream, command.Operation);
        entry.InHand.Remove(port);
        return entry;
    }

    private Known Get(StreamId stream, OperationId operation)
    {
        if (!known.TryGetValue((stream, operation), out var found))
        {
            known.Add((stream, operation), found = new Known());
        }

        return found;
    }

    private sealed class Known
    {
        /// <summary>Writers that were asked and have not answered.</summary>
        public List<LedgerPort> InHand { get; } = [];

        public LedgerPort? Refused { get; set; }
    }
}
