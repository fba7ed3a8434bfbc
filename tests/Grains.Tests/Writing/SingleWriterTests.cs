using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Tests.Days;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Grains.Tests.Writing;

public sealed class SingleWriterTests
{
    private readonly MemoryLedger ledger = new();
    private readonly FakeTimeProvider time = new(Day.Eight);
    private readonly WriterCounters counters = new();

    [Fact]
    public async Task An_answer_comes_only_after_the_commit()
    {
        await using var writer = await WithSupply(places: 1);
        var (begun, gate) = HoldUpCommits();
        Assert.True(writer.TryAsk(Hold(1), out var reply));
        await begun.Task;
        Assert.False(reply.IsCompleted);
        Assert.Empty((await writer.Read())!.Appointments);
        gate.SetResult(null);
        Assert.IsType<DayOutcome.Held>(Done(await reply));
        Assert.Single((await writer.Read())!.Appointments);
    }

    [Fact]
    public async Task What_arrives_during_a_commit_is_one_commit_together()
    {
        await using var writer = await WithSupply(places: 10);
        var (begun, gate) = HoldUpCommits();
        writer.TryAsk(Hold(0), out var first);
        await begun.Task;
        var replies = Enumerable.Range(1, 5).Select(i => Ask(writer, Hold(i))).ToArray();
        gate.SetResult(null);
        await first;
        await Task.WhenAll(replies);
        Assert.Equal([1, 1, 5], ledger.Appended.Select(a => a.Entries.Count));
    }

    [Fact]
    public async Task A_full_queue_answers_busy_at_once_and_has_done_nothing()
    {
        await using var writer = await WithSupply(places: 10, new WriterOptions { QueueLimit = 2 });
        var (begun, gate) = HoldUpCommits();
        writer.TryAsk(Hold(0), out var first);
        await begun.Task;
        var waiting = new[] { Ask(writer, Hold(1)), Ask(writer, Hold(2)) };
        Assert.True(writer.TryAsk(Hold(3), out var busy));
        Assert.IsType<Reply<DayOutcome>.Busy>(await busy);
        gate.SetResult(null);
        await Task.WhenAll(waiting.Append(first));
        Assert.Equal(3, (await writer.Read())!.Appointments.Count);
        Assert.Equal(1, counters.RefusedBusy);
    }

    [Fact]
    public async Task A_retired_writer_answers_what_it_took_and_takes_no_more()
    {
        var writer = await WithSupply(places: 10);
        var (begun, gate) = HoldUpCommits();
        writer.TryAsk(Hold(0), out var first);
        await begun.Task;
        var second = Ask(writer, Hold(1));
        writer.Retire();
        Assert.False(writer.TryAsk(Hold(2), out _));
        Assert.False(writer.Completion.IsCompleted);
        gate.SetResult(null);
        await writer.Completion;
        Assert.IsType<DayOutcome.Held>(Done(await first));
        Assert.IsType<DayOutcome.Held>(Done(await second));
        Assert.Equal(3, ledger.Entries(Day.Id.Stream).Count);
    }

    [Fact]
    public async Task The_same_operation_twice_is_done_once_and_answered_alike()
    {
        await using var writer = await WithSupply(places: 2);
        var first = Done(await Ask(writer, Hold(1)));
        Assert.Equal(first, Done(await Ask(writer, Hold(1))));
        await using var other = Writer();
        Assert.Equal(first, Done(await Ask(other, Hold(1))));
        Assert.Equal(2, ledger.Entries(Day.Id.Stream).Count);
    }

    [Fact]
    public async Task A_writer_that_was_superseded_is_fenced_and_decides_anew()
    {
        await using var old = await WithSupply(places: 1);
        await using var successor = Writer();
        Assert.IsType<DayOutcome.Held>(Done(await Ask(successor, Hold(1))));
        Assert.IsType<DayOutcome.Full>(Done(await Ask(old, Hold(2))));
        Assert.Equal(1, counters.Fences);
    }

    [Fact]
    public async Task A_commit_whose_acknowledgement_was_lost_is_found_and_answered()
    {
        await using var writer = await WithSupply(places: 1);
        ledger.Before = request =>
        {
            ledger.Write(request);
            return Task.FromResult<AppendResult?>(AppendResult.Unknown);
        };
        Assert.IsType<DayOutcome.Held>(Done(await Ask(writer, Hold(1))));
        Assert.Equal((1, 1), (counters.UnknownOutcomes, counters.Repeats));
    }

    [Fact]
    public async Task An_entry_that_lands_between_load_and_look_up_is_not_answered_from_the_older_state()
    {
        await using var writer = await WithSupply(places: 1);
        AppendRequest? late = null;
        ledger.Before = request =>
        {
            late ??= request;
            return Task.FromResult<AppendResult?>(AppendResult.Unknown);
        };
        ledger.BeforeFind = () =>
        {
            ledger.Before = static _ => Task.FromResult<AppendResult?>(null);
            ledger.Write(late!);
            ledger.BeforeFind = static () => { };
        };
        Assert.IsType<DayOutcome.Held>(Done(await Ask(writer, Hold(1))));
        Assert.Single((await writer.Read())!.Appointments);
    }

    [Fact]
    public async Task A_refusal_is_not_given_while_an_earlier_asking_may_still_land()
    {
        await using var writer = Writer();
        var loads = 0;
        ledger.BeforeLoad = () =>
        {
            if (++loads > 1)
            {
                throw new LedgerUnavailableException();
            }
        };
        // One commit, not yet landed: slots and a hold on them.
        var release = new TaskCompletionSource<AppendResult?>();
        var begun = new TaskCompletionSource();
        ledger.Before = _ =>
        {
            begun.TrySetResult();
            return release.Task;
        };
        var supply = Ask(writer, Supply(places: 1));
        await begun.Task;
        var held = Ask(writer, Hold(1));
        ledger.Before = static _ => Task.FromResult<AppendResult?>(AppendResult.Unknown);
        release.SetResult(AppendResult.Unknown);
        Assert.IsType<Reply<DayOutcome>.Unknown>(await supply);
        Assert.IsType<Reply<DayOutcome>.Unknown>(await held);
        ledger.BeforeLoad = static () => { };
        Assert.IsType<Reply<DayOutcome>.Unknown>(await Ask(writer, new DayCommand.SetCapacity(Operation("supply"), new SlotPlaces(Day.Nine, 1, 0))));
    }

    [Fact]
    public async Task A_hold_ends_by_itself_when_it_is_due()
    {
        await using var writer = await WithSupply(places: 1);
        await Ask(writer, Hold(1));
        time.Advance(TimeSpan.FromMinutes(10));
        await Until(() => ledger.Entries(Day.Id.Stream).Count == 3);
        Assert.Equal("holds-expired/1", ledger.Entries(Day.Id.Stream)[2].Kind);
    }

    [Fact]
    public async Task A_hold_ends_by_itself_even_if_storage_failed_at_the_moment_it_was_due()
    {
        await using var writer = await WithSupply(places: 1);
        await Ask(writer, Hold(1));
        var failed = new TaskCompletionSource();
        ledger.Before = static _ => Task.FromResult<AppendResult?>(AppendResult.Unknown);
        ledger.BeforeLoad = () =>
        {
            failed.TrySetResult();
            throw new LedgerUnavailableException();
        };
        time.Advance(TimeSpan.FromMinutes(10));
        await failed.Task;
        // The writer has given up once it answers the next question.
        Assert.Null(await writer.Read());
        ledger.Before = static _ => Task.FromResult<AppendResult?>(null);
        ledger.BeforeLoad = static () => { };
        time.Advance(TimeSpan.FromSeconds(1));
        await Until(() => ledger.Entries(Day.Id.Stream).Count == 3);
        Assert.Equal("holds-expired/1", ledger.Entries(Day.Id.Stream)[2].Kind);
    }

    [Fact]
    public async Task A_reminder_makes_a_writer_that_is_behind_look_again()
    {
        await using var old = await WithSupply(places: 1);
        var successor = Writer();
        await Ask(successor, Hold(1));
        await successor.DisposeAsync();
        time.Advance(TimeSpan.FromMinutes(11));
        await Ask(old, new DayCommand.Tick());
        Assert.Equal(2, ledger.Entries(Day.Id.Stream).Count);
        await Ask(old, new DayCommand.Tick(Reminded: true));
        Assert.Equal(3, ledger.Entries(Day.Id.Stream).Count);
    }

    [Fact]
    public async Task Snapshots_are_written_and_a_reload_starts_from_the_newest()
    {
        await using var writer = await WithSupply(places: 50, new WriterOptions { SnapshotEvery = 4 });
        for (var i = 0; i < 12; i++)
        {
            await Ask(writer, Hold(i));
        }

        Assert.NotEmpty(ledger.Snapshots);
        await using var other = Writer();
        Assert.Equal(
            DayAggregate.Instance.WriteSnapshot((await writer.Read())!).Length,
            DayAggregate.Instance.WriteSnapshot((await other.Read())!).Length);
        Assert.Equal(12, (await other.Read())!.Appointments.Count);
    }

    private static OperationId Operation(string name) => OperationId.Derive(name);

    private static DayCommand.AddSupply Supply(int places) => new(Operation("supply"), "Europe/Berlin", [new SlotPlaces(Day.Nine, places, 0)]);

    private static DayCommand.Hold Hold(int who) =>
        new(Operation("hold" + who.ToString(CultureInfo.InvariantCulture)), Day.Who(who), Day.Nine, Channel.Web, Day.Eight.AddMinutes(10));

    private static DayOutcome Done(Reply<DayOutcome> reply) => Assert.IsType<Reply<DayOutcome>.Done>(reply).Outcome;

    private static Task<Reply<DayOutcome>> Ask(SingleWriter<DayState, DayCommand, DayEvent, DayOutcome> writer, DayCommand command)
    {
        Assert.True(writer.TryAsk(command, out var reply));
        return reply;
    }

    private async Task<SingleWriter<DayState, DayCommand, DayEvent, DayOutcome>> WithSupply(int places, WriterOptions? options = null)
    {
        var writer = Writer(options);
        await Ask(writer, Supply(places));
        return writer;
    }

    private SingleWriter<DayState, DayCommand, DayEvent, DayOutcome> Writer(WriterOptions? options = null) =>
        new(Day.Id.Stream, DayAggregate.Instance, ledger, time, options, counters);

    private (TaskCompletionSource Begun, TaskCompletionSource<AppendResult?> Gate) HoldUpCommits()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gate = new TaskCompletionSource<AppendResult?>(TaskCreationOptions.RunContinuationsAsynchronously);
        ledger.Before = _ =>
        {
            begun.TrySetResult();
            return gate.Task;
        };
        return (begun, gate);
    }

    /// <summary>Waits for the writer's own loop, which nobody can await; gives up after very many turns, not after some time.</summary>
    private static async Task Until(Func<bool> condition)
    {
        const int MostTurns = 50_000_000;
        for (var i = 0; i < MostTurns && !condition(); i++)
        {
            await Task.Yield();
        }

        Assert.True(condition());
    }
}
