using Microsoft.Extensions.Time.Testing;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Queue.Joining;

namespace WaitingRoom.Queue.Tests;

/// <summary>What happens at the edges that a healthy SQLite file never shows: storage that does not answer.</summary>
public sealed class NumberSupplyTests
{
    [Fact]
    public async Task Whoever_joins_while_no_number_comes_hears_it_after_a_while_and_beyond_the_limit_at_once()
    {
        var time = new FakeTimeProvider();
        var supply = new NumberSupply(new RoomId("r"), new Storage(() => new TaskCompletionSource<Reply<RoomOutcome>>().Task), time);
        var waiting = Enumerable.Range(0, NumberSupply.WaitingLimit).Select(_ => supply.TakeAsync().AsTask()).ToList();

        Assert.Null(await supply.TakeAsync());
        Assert.DoesNotContain(waiting, task => task.IsCompleted);

        time.Advance(NumberSupply.Patience);
        Assert.All(await Task.WhenAll(waiting), Assert.Null);
        Assert.Equal(0, supply.HandedOut);
    }

    [Fact]
    public async Task An_unanswered_request_for_a_block_is_repeated_under_its_own_id()
    {
        var operations = new List<OperationId>();
        var answers = new Queue<Reply<RoomOutcome>>([Reply<RoomOutcome>.Unknown.Instance, Reply<RoomOutcome>.Busy.Instance, new Reply<RoomOutcome>.Done(new RoomOutcome.BlockTaken(101, 164))]);
        var supply = new NumberSupply(new RoomId("r"), new Storage(() => Task.FromResult(answers.Dequeue()), operations), new FakeTimeProvider());

        Assert.Equal(101, await supply.TakeAsync());

        Assert.Equal(3, operations.Count);
        Assert.Single(operations.Distinct());
    }

    /// <summary>Stands for storage in trouble, not for a part of ours: a grain's port that answers as told.</summary>
    private sealed class Storage(Func<Task<Reply<RoomOutcome>>> answer, List<OperationId>? operations = null) : IGrains
    {
        public Task<Reply<RoomOutcome>> Ask(RoomId room, RoomCommand command)
        {
            operations?.Add(command.Operation);
            return answer();
        }

        public Task<Reply<DayOutcome>> Ask(DayId day, DayCommand command) => throw new NotSupportedException();

        public Task<Reply<CodeOutcome>> Ask(CodeId code, CodeCommand command) => throw new NotSupportedException();

        public ValueTask<DayState?> Read(DayId day) => throw new NotSupportedException();

        public ValueTask<CodeState?> Read(CodeId code) => throw new NotSupportedException();

        public ValueTask<RoomState?> Read(RoomId room) => throw new NotSupportedException();
    }
}
