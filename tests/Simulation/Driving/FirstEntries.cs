using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Simulation.Clients;

namespace WaitingRoom.Simulation.Driving;

/// <summary>What the ledger holds when an episode begins: codes were issued and slots published.</summary>
internal sealed class FirstEntries(World world)
{
    public void Write(Plan plan)
    {
        for (var i = 0; i < plan.Days.Length; i++)
        {
            Write(world.Options.Day, plan.Days[i].Stream, new DayCommand.AddSupply(OperationId.Derive("supply", plan.Days[i].ToString()), Plan.Zone, plan.Supply[i]));
        }

        foreach (var code in plan.Codes)
        {
            Write(world.Options.Code, code.Stream, new CodeCommand.Issue(OperationId.Derive("issue", code.Hash), 1));
        }
    }

    private void Write<TState, TCommand, TEvent, TOutcome>(IAggregate<TState, TCommand, TEvent, TOutcome> aggregate, StreamId stream, TCommand command)
        where TState : class
        where TCommand : class, ICommand
        where TEvent : class
        where TOutcome : class
    {
        var empty = aggregate.Empty(stream);
        var happened = aggregate.Decide(empty, command, world.Clock.Now).Decisive!;
        var projections = new List<Projection>();
        aggregate.Project(empty, aggregate.Evolve(empty, happened), [happened], projections);
        var (kind, body) = aggregate.Write(happened);
        var request = new AppendRequest(stream, [new LedgerEntry(1, world.Clock.Now, kind, body, command.Operation)], projections, null);
        world.Ledger.Land(request, operationsFirst: false);
        world.Checker.Landed(request);
    }
}
