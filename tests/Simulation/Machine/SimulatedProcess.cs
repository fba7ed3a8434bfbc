using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Pairs;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Simulation.Driving;

namespace WaitingRoom.Simulation.Machine;

/// <summary>One run of one node: its tasks, timers, writers and the sagas it drives. A crash ends all of it between two tasks.</summary>
internal sealed class SimulatedProcess
{
    public SimulatedProcess(World world, int node)
    {
        Node = node;
        Time = new ProcessTime(world.Clock);
        Limits = world.Options.Limits with { Scheduler = Scheduler };
        Days = new WriterPlace<DayState, DayCommand, DayEvent, DayOutcome>(world, this, world.Options.Day, world.Checker.Published);
        Codes = new WriterPlace<CodeState, CodeCommand, CodeEvent, CodeOutcome>(world, this, world.Options.Code, static (_, _) => { });
        Sagas = new PairSaga(new RemoteGrains(world, this));
        Grains = new RemoteGrains(world, this);
    }

    public int Node { get; }

    public bool IsAlive { get; private set; } = true;

    public ProcessScheduler Scheduler { get; } = new();

    public ProcessTime Time { get; }

    public WriterOptions Limits { get; }

    public WriterPlace<DayState, DayCommand, DayEvent, DayOutcome> Days { get; }

    public WriterPlace<CodeState, CodeCommand, CodeEvent, CodeOutcome> Codes { get; }

    public PairSaga Sagas { get; }

    public RemoteGrains Grains { get; }

    public void Crash()
    {
        IsAlive = false;
        Scheduler.Kill();
    }

    public void Retire(StreamId stream)
    {
        if (stream.Kind == DayId.Kind)
        {
            Days.Get(stream).Writer.Retire();
        }
        else
        {
            Codes.Get(stream).Writer.Retire();
        }
    }
}
