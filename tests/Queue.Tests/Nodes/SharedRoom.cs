using WaitingRoom.Grains;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Queue.Tests.Hosting;

namespace WaitingRoom.Queue.Tests.Nodes;

/// <summary>A room's real decisions, asked from several nodes: its state comes to each of them as a copy, as over a wire.</summary>
internal sealed class SharedRoom(RoomSettings settings, TimeProvider time) : IGrains
{
    public static readonly RoomId Id = new("run");

    private readonly Lock sync = new();
    private readonly List<DateTimeOffset> admissions = [];
    private readonly Dictionary<string, int> asked = [];

    public RoomState State { get; private set; } = new(Id) { Settings = settings };

    /// <summary>When somebody came in, in order.</summary>
    public IReadOnlyList<DateTimeOffset> Admissions => admissions;

    /// <summary>Commands asked so far.</summary>
    /// <param name="kind">The name of their type.</param>
    public int Asked(string kind) => asked.GetValueOrDefault(kind);

    public Task<Reply<RoomOutcome>> Ask(RoomId room, RoomCommand command)
    {
        lock (sync)
        {
            var kind = command.GetType().Name;
            asked[kind] = Asked(kind) + 1;
            var decision = RoomAggregate.Instance.Decide(State, command, time.GetUtcNow());
            State = decision.Incidental.Append(decision.Decisive).OfType<RoomEvent>().Aggregate(State, RoomAggregate.Instance.Evolve);
            if (decision.Outcome is RoomOutcome.Admitted)
            {
                admissions.Add(time.GetUtcNow());
            }

            return Task.FromResult<Reply<RoomOutcome>>(new Reply<RoomOutcome>.Done(decision.Outcome));
        }
    }

    public ValueTask<RoomState?> Read(RoomId room)
    {
        lock (sync)
        {
            return ValueTask.FromResult<RoomState?>(GrainsOverWire.Copy(State));
        }
    }

    public Task<Reply<DayOutcome>> Ask(DayId day, DayCommand command) => throw new NotSupportedException();

    public Task<Reply<CodeOutcome>> Ask(CodeId code, CodeCommand command) => throw new NotSupportedException();

    public ValueTask<DayState?> Read(DayId day) => throw new NotSupportedException();

    public ValueTask<CodeState?> Read(CodeId code) => throw new NotSupportedException();
}
