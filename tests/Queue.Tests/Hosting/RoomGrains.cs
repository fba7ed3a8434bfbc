using System.Collections.Concurrent;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;
using RoomWriter = WaitingRoom.Grains.Writing.SingleWriter<WaitingRoom.Grains.Rooms.RoomState, WaitingRoom.Grains.Rooms.RoomCommand, WaitingRoom.Grains.Rooms.RoomEvent, WaitingRoom.Grains.Rooms.RoomOutcome>;

namespace WaitingRoom.Queue.Tests.Hosting;

/// <summary>Real rooms on a real ledger, and nothing else: the waiting room must not ask for more.</summary>
internal sealed class RoomGrains(ILedger ledger, TimeProvider time) : IGrains, IAsyncDisposable
{
    private readonly ConcurrentDictionary<RoomId, Lazy<RoomWriter>> rooms = new();
    private int reads;

    /// <summary>Commands asked so far, by the name of their type.</summary>
    public ConcurrentDictionary<string, int> Asked { get; } = new();

    /// <summary>States read so far.</summary>
    public int Reads => Volatile.Read(ref reads);

    public Task<Reply<RoomOutcome>> Ask(RoomId room, RoomCommand command)
    {
        Asked.AddOrUpdate(command.GetType().Name, 1, (_, count) => count + 1);
        return Writer(room).TryAsk(command, out var reply) ? reply : Task.FromResult<Reply<RoomOutcome>>(Reply<RoomOutcome>.Busy.Instance);
    }

    public ValueTask<RoomState?> Read(RoomId room)
    {
        Interlocked.Increment(ref reads);
        return Writer(room).Read();
    }

    public Task<Reply<DayOutcome>> Ask(DayId day, DayCommand command) => throw new NotSupportedException("The waiting room asks no day.");

    public Task<Reply<CodeOutcome>> Ask(CodeId code, CodeCommand command) => throw new NotSupportedException("The waiting room asks no code.");

    public ValueTask<DayState?> Read(DayId day) => throw new NotSupportedException("The waiting room reads no day.");

    public ValueTask<CodeState?> Read(CodeId code) => throw new NotSupportedException("The waiting room reads no code.");

    public async ValueTask DisposeAsync()
    {
        foreach (var room in rooms.Values)
        {
            await room.Value.DisposeAsync();
        }
    }

    private RoomWriter Writer(RoomId room) =>
        rooms.GetOrAdd(room, id => new Lazy<RoomWriter>(() => new RoomWriter(id.Stream, RoomAggregate.Instance, ledger, time))).Value;
}
