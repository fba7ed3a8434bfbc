using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Joining;
using Xunit.Abstractions;

namespace WaitingRoom.Queue.Tests.Nodes;

/// <summary>Numbers keep the order of arrival to within one block's time, and few are nobody's, whichever node people come to.</summary>
public sealed class NumbersOfSeveralNodesTests(ITestOutputHelper output)
{
    private const int Seed = 20261123;

    private static readonly double[] Uneven = [1, 5, 50];

    private static readonly TimeSpan Never = TimeSpan.FromDays(1);

    [Fact]
    public async Task In_a_long_line_of_three_uneven_nodes_nobody_is_overtaken_by_more_than_a_blocks_time_and_few_numbers_are_nobodys()
    {
        var nodes = new SeveralNodes(new RoomSettings(600), Seed, Uneven);
        await nodes.Run(TimeSpan.FromSeconds(60));
        Tell(nodes);

        Assert.InRange(nodes.LargestInversion, TimeSpan.FromTicks(1), NumberBlocks.BlockTime);
        Assert.InRange(nodes.DroppedShare, 0, 0.02);
        // What it is for: the grain is asked about once a second by each node, not for each of the 56.
        Assert.True(nodes.Room.Asked(nameof(RoomCommand.TakeBlock)) < nodes.Joined.Count / 4, $"{nodes.Room.Asked(nameof(RoomCommand.TakeBlock))} blocks for {nodes.Joined.Count}");
    }

    [Fact]
    public async Task Where_the_line_is_short_no_number_is_nobodys_and_all_stand_as_they_came()
    {
        var nodes = new SeveralNodes(new RoomSettings(12_000), Seed, Uneven);
        await nodes.Run(TimeSpan.FromSeconds(30));
        Tell(nodes);

        Assert.Equal(0, nodes.DroppedShare);
        Assert.Equal(TimeSpan.Zero, nodes.LargestInversion);
        Assert.True(nodes.Room.State.Serving > 1000, "They must have been called, or the rule proves nothing.");
    }

    [Fact]
    public async Task Numbers_left_over_where_people_come_no_more_are_dropped()
    {
        var nodes = await PeopleMoveToAnotherNode(null);
        Assert.InRange(nodes.LargestInversion, TimeSpan.FromTicks(1), NumberBlocks.BlockTime);
        Assert.InRange(nodes.DroppedShare, 0, 0.04);

        // The control: without the rule somebody who comes much later stands before all who came meanwhile.
        var kept = await PeopleMoveToAnotherNode(Never);
        Assert.True(kept.LargestInversion > TimeSpan.FromSeconds(30), $"{kept.LargestInversion}");
    }

    [Fact]
    public async Task Nobodys_numbers_cost_the_room_no_admissions()
    {
        // Everybody at one node, and as many at three of which another one has them all every fifteen seconds.
        var one = new SeveralNodes(new RoomSettings(600), Seed, [30]) { NoShows = 0.1 };
        await one.Run(TimeSpan.FromSeconds(75));
        var three = new SeveralNodes(new RoomSettings(600), Seed, [30, 0, 0]) { NoShows = 0.1 };
        for (var turn = 0; turn < 5; turn++)
        {
            for (var i = 0; i < three.Nodes.Count; i++)
            {
                three.Nodes[i].ArrivalsPerSecond = i == turn % three.Nodes.Count ? 30 : 0;
            }

            await three.Run(TimeSpan.FromSeconds(15));
        }

        Tell(one);
        Tell(three);
        Assert.True(three.DroppedShare > 0.01, "Some must have been dropped, or the rule proves nothing.");
        Assert.InRange(three.Room.Admissions.Count, one.Room.Admissions.Count * 0.97, one.Room.Admissions.Count * 1.03);
        Assert.InRange(three.LargestInversion, TimeSpan.Zero, NumberBlocks.BlockTime);
    }

    private async Task<SeveralNodes> PeopleMoveToAnotherNode(TimeSpan? blockTime)
    {
        var nodes = new SeveralNodes(new RoomSettings(600), Seed, [5, 50], blockTime);
        await nodes.Run(TimeSpan.FromSeconds(20));
        (nodes.Nodes[0].ArrivalsPerSecond, nodes.Nodes[1].ArrivalsPerSecond) = (50, 0.2);
        await nodes.Run(TimeSpan.FromSeconds(45));
        Tell(nodes);
        return nodes;
    }

    private void Tell(SeveralNodes nodes) => output.WriteLine(
        $"{nodes.Joined.Count} people, {nodes.Room.State.Issued} numbers, {nodes.DroppedShare:P1} nobody's, overtaken by {nodes.LargestInversion.TotalSeconds:N2} s at most, "
        + $"{nodes.Room.Asked(nameof(RoomCommand.TakeBlock))} blocks, {nodes.Room.Admissions.Count} admissions, called up to {nodes.Room.State.Serving}");
}
