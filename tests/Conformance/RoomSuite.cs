using WaitingRoom.Grains;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;
using Xunit;

namespace WaitingRoom.Conformance;

/// <summary>Waiting rooms.</summary>
public abstract class RoomSuite : GrainsSuite
{
    [Fact]
    public async Task Numbers_are_given_out_once_however_many_ask_for_blocks()
    {
        var room = NewRoom();
        var blocks = await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
            Assert.IsType<RoomOutcome.BlockTaken>(await Settle(i % 2 == 0 ? Here : There, room, new RoomCommand.TakeBlock(OperationId.New(), 1 + (i % 7))))));

        var numbers = blocks.SelectMany(block => Enumerable.Range((int)block.First, (int)(block.Last - block.First + 1))).ToArray();
        Assert.Equal(numbers.Length, numbers.Distinct().Count());
        Assert.Equal(numbers.Length + 1, Assert.IsType<RoomOutcome.BlockTaken>(await Settle(There, room, new RoomCommand.TakeBlock(OperationId.New(), 1))).First);
    }

    [Fact]
    public async Task A_turn_is_claimed_once_wherever_it_is_claimed()
    {
        var room = NewRoom();
        await Settle(Here, room, new RoomCommand.Configure(OperationId.New(), new RoomSettings(60_000)));
        await Settle(Here, room, new RoomCommand.TakeBlock(OperationId.New(), 10));
        Assert.True(Assert.IsType<RoomOutcome.Serving>(await Settle(There, room, new RoomCommand.Serve(10, BackendLimits.None))).Number > 0);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Settle(i % 2 == 0 ? Here : There, room, new RoomCommand.Claim(OperationId.New(), 1))));
        Assert.Single(answers, answer => answer is RoomOutcome.Admitted);
        Assert.Equal(7, answers.Count(answer => answer is RoomOutcome.AlreadyClaimed));
    }

    [Fact]
    public async Task What_an_operator_sets_holds_everywhere()
    {
        var room = NewRoom();
        var settings = new RoomSettings(90) { MaxActiveSessions = 5, Override = RoomOverride.Paused };
        await Settle(Here, room, new RoomCommand.Configure(OperationId.New(), settings));
        var seen = (await There.Read(room))!;
        Assert.Equal((90, 5, RoomOverride.Paused), (seen.Settings.CeilingPerMinute, seen.Settings.MaxActiveSessions, seen.Settings.Override));
    }

    private static RoomId NewRoom() => new($"room-{OperationId.New()}".ToLowerInvariant());

    private static async Task<RoomOutcome> Settle(IGrains grains, RoomId room, RoomCommand command)
    {
        for (var tries = 0; tries < 50; tries++)
        {
            if (await grains.Ask(room, command) is Reply<RoomOutcome>.Done done)
            {
                return done.Outcome;
            }
        }

        throw new InvalidOperationException("Nobody knows what became of it.");
    }
}
