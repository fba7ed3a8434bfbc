using System.Text.Json;
using Orleans.Runtime;
using Orleans.Serialization;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Cluster.Placement;

/// <summary>
/// The grains wherever in the cluster they run. A call that is lost on its way, or whose node dies, is unknown: whoever asked asks again with the same operation id and learns what came of it.
/// </summary>
internal sealed partial class ClusterGrains(IGrainFactory factory, CallMetrics metrics, ILogger<ClusterGrains> log) : IGrains
{
    public Task<Reply<DayOutcome>> Ask(DayId day, DayCommand command) => Answer(DayId.Kind, () => factory.GetGrain<IDayGrain>(day.ToString()).Ask(command));

    public Task<Reply<CodeOutcome>> Ask(CodeId code, CodeCommand command) => Answer(CodeId.Kind, () => factory.GetGrain<ICodeGrain>(code.Hash).Ask(command));

    public Task<Reply<RoomOutcome>> Ask(RoomId room, RoomCommand command) => Answer(RoomId.Kind, () => factory.GetGrain<IRoomGrain>(room.Name).Ask(command));

    public ValueTask<DayState?> Read(DayId day) => State(DayId.Kind, () => factory.GetGrain<IDayGrain>(day.ToString()).Read());

    public ValueTask<CodeState?> Read(CodeId code) => State(CodeId.Kind, () => factory.GetGrain<ICodeGrain>(code.Hash).Read());

    public ValueTask<RoomState?> Read(RoomId room) => State(RoomId.Kind, () => factory.GetGrain<IRoomGrain>(room.Name).Read());

    private async Task<Reply<TOutcome>> Answer<TOutcome>(string grain, Func<Task<Reply<TOutcome>>> ask)
    {
        metrics.Made(grain, "ask");
        try
        {
            return await ask();
        }
        catch (LimitExceededException)
        {
            return Reply<TOutcome>.Busy.Instance;
        }
        catch (Exception lost) when (IsLost(lost))
        {
            metrics.Lost(grain);
            CallLost(log, lost.GetType().Name, lost.Message);
            return Reply<TOutcome>.Unknown.Instance;
        }
    }

    private async ValueTask<TState?> State<TState>(string grain, Func<Task<TState?>> read)
        where TState : class
    {
        metrics.Made(grain, "read");
        try
        {
            return await read();
        }
        catch (Exception lost) when (IsLost(lost))
        {
            metrics.Lost(grain);
            CallLost(log, lost.GetType().Name, lost.Message);
            return null;
        }
    }

    /// <summary>Dead and unreachable nodes, full queues, deadlines, and a node of another version that does not know the message.</summary>
    private static bool IsLost(Exception error) => error is OrleansException or TimeoutException or SerializerException or JsonException or ObjectDisposedException or OperationCanceledException;

    [LoggerMessage(Level = LogLevel.Debug, Message = "A grain did not answer ({Kind}): {Reason}")]
    private static partial void CallLost(ILogger log, string kind, string reason);
}
