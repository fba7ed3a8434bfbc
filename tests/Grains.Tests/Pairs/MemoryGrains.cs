using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Tests.Writing;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Grains.Tests.Pairs;

/// <summary>Real writers over a ledger in memory. <see cref="Answer"/> may take a day's answer away.</summary>
internal sealed class MemoryGrains(MemoryLedger ledger, TimeProvider time) : IGrains, IAsyncDisposable
{
    private readonly Dictionary<DayId, SingleWriter<DayState, DayCommand, DayEvent, DayOutcome>> days = [];
    private readonly Dictionary<CodeId, SingleWriter<CodeState, CodeCommand, CodeEvent, CodeOutcome>> codes = [];

    /// <summary>What a saga hears from a day, given what the day said.</summary>
    public Func<DayCommand, Reply<DayOutcome>, Reply<DayOutcome>> Answer { get; set; } = static (_, reply) => reply;

    public async Task<Reply<DayOutcome>> Ask(DayId day, DayCommand command)
    {
        Of(day).TryAsk(command, out var reply);
        return Answer(command, await reply);
    }

    public Task<Reply<CodeOutcome>> Ask(CodeId code, CodeCommand command)
    {
        Of(code).TryAsk(command, out var reply);
        return reply;
    }

    public ValueTask<DayState?> Read(DayId day) => Of(day).Read();

    public ValueTask<CodeState?> Read(CodeId code) => Of(code).Read();

    public Task<Reply<RoomOutcome>> Ask(RoomId room, RoomCommand command) => throw new NotSupportedException();

    public ValueTask<RoomState?> Read(RoomId room) => throw new NotSupportedException();

    public async ValueTask DisposeAsync()
    {
        foreach (var writer in days.Values)
        {
            await writer.DisposeAsync();
        }

        foreach (var writer in codes.Values)
        {
            await writer.DisposeAsync();
        }
    }

    private SingleWriter<DayState, DayCommand, DayEvent, DayOutcome> Of(DayId day)
    {
        lock (days)
        {
            return days.TryGetValue(day, out var writer) ? writer : days[day] = new(day.Stream, DayAggregate.Instance, ledger, time);
        }
    }

    private SingleWriter<CodeState, CodeCommand, CodeEvent, CodeOutcome> Of(CodeId code)
    {
        lock (codes)
        {
            return codes.TryGetValue(code, out var writer) ? writer : codes[code] = new(code.Stream, CodeAggregate.Instance, ledger, time);
        }
    }
}
