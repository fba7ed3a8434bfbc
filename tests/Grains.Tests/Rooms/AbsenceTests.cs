using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Grains.Tests.Rooms;

/// <summary>A room that has just opened makes up for those who do not come before the first claim window has ended.</summary>
public sealed class AbsenceTests
{
    private static readonly RoomSettings Settings = new(6000) { MaxActiveSessions = 100_000, ClaimWindowSeconds = 300 };

    [Fact]
    public void Who_has_not_come_after_twenty_seconds_is_made_up_for_long_before_the_turn_runs_out()
    {
        var room = Waiting();
        var flow = CallsPerMinute(room, comes: number => number % 10 != 0, TimeSpan.FromSeconds(60));

        Assert.Equal(0, room.State.NoShowRate);
        Assert.InRange(Absence.Expected(room.State, room.Now), 0.09, 0.11);
        Assert.InRange(flow, 6000 / 0.92, 6000 / 0.88);
    }

    [Theory]
    [InlineData(302, 0.16)]
    [InlineData(360, 0.11)]
    public void Learning_begins_with_what_was_seen_before(int seconds, double most)
    {
        var room = Waiting();
        CallsPerMinute(room, comes: number => number % 10 != 0, TimeSpan.FromSeconds(seconds));
        Assert.InRange(room.State.NoShowRate, 0.07, most);
    }

    [Fact]
    public void Where_everybody_comes_nobody_is_called_beyond_the_ceiling()
    {
        var room = Waiting();
        // Calls come in handfuls, as the door opens: some seconds more or less of them are no other flow.
        Assert.InRange(CallsPerMinute(room, comes: _ => true, TimeSpan.FromSeconds(60)), 5800, 6200);
        Assert.Equal(0, Absence.Expected(room.State, room.Now));
    }

    [Fact]
    public void People_who_are_merely_slow_are_not_taken_for_absent_without_bound()
    {
        var room = Waiting();
        CallsPerMinute(room, comes: _ => false, TimeSpan.FromSeconds(60));
        Assert.Equal(0.2, Absence.Expected(room.State, room.Now), 6);
    }

    [Fact]
    public void A_handful_of_calls_says_nothing()
    {
        var room = new OneRoom(Settings);
        room.Issue(30);
        CallsPerMinute(room, comes: _ => false, TimeSpan.FromSeconds(60));
        Assert.Equal(0, Absence.Expected(room.State, room.Now));
    }

    private static OneRoom Waiting()
    {
        var room = new OneRoom(Settings);
        for (var block = 0; block < 100; block++)
        {
            room.Issue(1000);
        }

        return room;
    }

    /// <summary>Everybody who comes does so a second after the call; a full door makes them come again. Returns the calls a minute of the last twenty seconds.</summary>
    private static double CallsPerMinute(OneRoom room, Func<long, bool> comes, TimeSpan length)
    {
        var knocking = new Queue<long>();
        var (called, before) = (0L, 0L);
        var ticks = (int)(length / RoomLimits.Tick);
        var measured = (int)(TimeSpan.FromSeconds(20) / RoomLimits.Tick);
        for (var tick = 0; tick < ticks; tick++)
        {
            room.Now += RoomLimits.Tick;
            before = tick == ticks - measured ? room.State.Serving : before;
            room.Serve();
            for (var number = called + 1; number <= room.State.Serving; number++)
            {
                if (comes(number))
                {
                    knocking.Enqueue(number);
                }
            }

            called = room.State.Serving;
            while (knocking.TryPeek(out var first) && room.Claim(first) is RoomOutcome.Admitted)
            {
                knocking.Dequeue();
            }
        }

        return (room.State.Serving - before) / 20.0 * 60;
    }
}
