using WaitingRoom.Grains;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Server.Grains;

/// <summary>
/// All grains of one process. Disposing drains them: commands taken are answered, new ones are refused as busy.
/// </summary>
public sealed class GrainDirectory : IGrains, IAsyncDisposable
{
    private readonly ResidentGrains<DayId, DayState, DayCommand, DayEvent, DayOutcome> days;
    private readonly ResidentGrains<CodeId, CodeState, CodeCommand, CodeEvent, CodeOutcome> codes;
    private readonly ResidentGrains<RoomId, RoomState, RoomCommand, RoomEvent, RoomOutcome> rooms;
    private readonly ITimer sweep;

    /// <param name="listeners">Hear of every centre-day that is loaded or has changed.</param>
    public GrainDirectory(
        ILedger ledger,
        TimeProvider time,
        GrainDirectoryOptions? options = null,
        WriterCounters? counters = null,
        IEnumerable<IAvailabilityListener>? listeners = null)
    {
        options ??= new GrainDirectoryOptions();
        Counters = counters ?? new WriterCounters();
        var writers = new WriterOptions();
        var published = Tell([.. listeners ?? []]);
        days = new(day => new(day.Stream, DayAggregate.Instance, ledger, time, writers, Counters, published), time, options);
        codes = new(code => new(code.Stream, CodeAggregate.Instance, ledger, time, writers, Counters), time, options);
        rooms = new(room => new(room.Stream, RoomAggregate.Instance, ledger, time, writers, Counters), time, options);
        sweep = time.CreateTimer(_ => _ = Sweep(), null, options.SweepEvery, options.SweepEvery);
    }

    public WriterCounters Counters { get; }

    /// <summary>Grains in memory now.</summary>
    public int Resident => days.Count + codes.Count + rooms.Count;

    public Task<Reply<DayOutcome>> Ask(DayId day, DayCommand command) => days.Ask(day, command);

    public Task<Reply<CodeOutcome>> Ask(CodeId code, CodeCommand command) => codes.Ask(code, command);

    public Task<Reply<RoomOutcome>> Ask(RoomId room, RoomCommand command) => rooms.Ask(room, command);

    public ValueTask<DayState?> Read(DayId day) => days.Read(day);

    public ValueTask<CodeState?> Read(CodeId code) => codes.Read(code);

    public ValueTask<RoomState?> Read(RoomId room) => rooms.Read(room);

    public async ValueTask DisposeAsync()
    {
        await sweep.DisposeAsync();

        // Codes first: their sagas ask days.
        await codes.Drain();
        await Task.WhenAll(days.Drain(), rooms.Drain());
    }

    internal Task Sweep() => Task.WhenAll(days.Sweep(), codes.Sweep(), rooms.Sweep());

    private static Action<DayState>? Tell(IAvailabilityListener[] listeners) => listeners.Length == 0 ? null : state =>
    {
        // A day without history was only looked at: there is nothing to tell, and anybody may look at any day.
        if (state.Version == 0)
        {
            return;
        }

        foreach (var listener in listeners)
        {
            listener.DayChanged(state);
        }
    };
}
