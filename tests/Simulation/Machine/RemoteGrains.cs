using WaitingRoom.Grains;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Simulation.Driving;
using WaitingRoom.Simulation.Storage;

namespace WaitingRoom.Simulation.Machine;

/// <summary>The grains as one process reaches them: over the network, at whichever process the router knows.</summary>
internal sealed class RemoteGrains(World world, SimulatedProcess process) : IGrains
{
    public Task<Reply<DayOutcome>> Ask(DayId day, DayCommand command)
    {
        var call = new AskCall<DayOutcome>(world, process, day.Stream, command, to => to.Days.Ask(day.Stream, command));
        world.Network.Send(call);
        return call.Answer;
    }

    public Task<Reply<CodeOutcome>> Ask(CodeId code, CodeCommand command)
    {
        var call = new AskCall<CodeOutcome>(world, process, code.Stream, command, to => to.Codes.Ask(code.Stream, command));
        world.Network.Send(call);
        return call.Answer;
    }

    public async ValueTask<DayState?> Read(DayId day)
    {
        var call = new ReadCall<DayState>(world, process, day.Stream, to => to.Days.Get(day.Stream).Writer.Read());
        world.Network.Send(call);
        return await call.Answer;
    }

    public async ValueTask<CodeState?> Read(CodeId code)
    {
        var call = new ReadCall<CodeState>(world, process, code.Stream, to => to.Codes.Get(code.Stream).Writer.Read());
        world.Network.Send(call);
        return await call.Answer;
    }

    public Task<Reply<RoomOutcome>> Ask(RoomId room, RoomCommand command) => throw new NotSupportedException("No room takes part in booking.");

    public ValueTask<RoomState?> Read(RoomId room) => throw new NotSupportedException("No room takes part in booking.");

    private sealed class AskCall<TOutcome>(
        World world,
        SimulatedProcess from,
        StreamId stream,
        ICommand command,
        Func<SimulatedProcess, (Task<Reply<TOutcome>> Reply, LedgerPort Port)> ask) : Call(from, stream)
        where TOutcome : class
    {
        // Not RunContinuationsAsynchronously: Task.WhenAll would then go on in the thread pool. Nothing runs inline all the same, the process's scheduler refuses it.
        private readonly TaskCompletionSource<Reply<TOutcome>> answer = new();

        public Task<Reply<TOutcome>> Answer => answer.Task;

        public override void Deliver(SimulatedProcess to)
        {
            To = to;
            var (reply, port) = ask(to);
            world.Checker.Asked(port, Stream, command);
            reply.ContinueWith(
                done =>
                {
                    world.Checker.Replied(port, Stream, command, done.Result);
                    world.Network.Waiting.Remove(this);
                    answer.TrySetResult(done.Result);
                },
                CancellationToken.None,
                TaskContinuationOptions.None,
                to.Scheduler);
        }

        public override void GiveUp() => answer.TrySetResult(Reply<TOutcome>.Unknown.Instance);
    }

    private sealed class ReadCall<TState>(World world, SimulatedProcess from, StreamId stream, Func<SimulatedProcess, ValueTask<TState?>> read) : Call(from, stream)
        where TState : class
    {
        private readonly TaskCompletionSource<TState?> answer = new();

        public Task<TState?> Answer => answer.Task;

        public override void Deliver(SimulatedProcess to)
        {
            To = to;
            // Read goes on where it was called, so it has to be called by a task of the process.
            Task.Factory.StartNew(() => read(to).AsTask(), CancellationToken.None, TaskCreationOptions.None, to.Scheduler).Unwrap().ContinueWith(
                done =>
                {
                    world.Network.Waiting.Remove(this);
                    answer.TrySetResult(done.Result);
                },
                CancellationToken.None,
                TaskContinuationOptions.None,
                to.Scheduler);
        }

        public override void GiveUp() => answer.TrySetResult(null);
    }
}
