using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Grains.Tests.Rooms;

/// <summary>While a crowd stands at the door, any ten seconds let in the ceiling's share, not one in a hundred less: what passed in a burst would leave the ten seconds in a burst.</summary>
public sealed class EvenPaceTests
{
    private static readonly int WindowTicks = (int)(RoomLimits.StrictWindow / RoomLimits.Tick);

    [Theory]
    [InlineData(60)]
    [InlineData(600)]
    [InlineData(6000)]
    [InlineData(30_000)]
    public void A_crowd_passes_at_the_ceiling_in_any_ten_seconds(int ceilingPerMinute)
    {
        var admitted = Rush(ceilingPerMinute, TimeSpan.FromSeconds(60));
        // The first ten seconds fill the window, the second even out how the idle room was taken.
        Assert.Null(FirstBelowShare(admitted.Skip(WindowTicks), ceilingPerMinute));
    }

    /// <summary>The same number of people, but all who pass in ten seconds pass at their beginning, as they would at a door without a pace.</summary>
    [Theory]
    [InlineData(600)]
    [InlineData(6000)]
    public void A_burst_that_repeats_itself_is_seen(int ceilingPerMinute)
    {
        var most = AdmissionWindow.Most(ceilingPerMinute);
        var admitted = Enumerable.Range(0, 300).Select(tick => tick % (WindowTicks + 1) == 0 ? most : 0);
        Assert.NotNull(FirstBelowShare(admitted.Skip(WindowTicks), ceilingPerMinute));
    }

    [Fact]
    public void A_room_of_which_less_than_half_is_in_use_holds_nobody_up()
    {
        var room = Waiting(600);
        room.Now += RoomLimits.Tick;
        room.Serve();
        Assert.Equal(50, room.State.Serving);
        Assert.All(Enumerable.Range(1, 50), number => Assert.IsType<RoomOutcome.Admitted>(room.Claim(number)));
    }

    /// <summary>How many pass in each tick while everybody who has been called knocks.</summary>
    private static List<int> Rush(int ceilingPerMinute, TimeSpan length)
    {
        var (room, admitted, next) = (Waiting(ceilingPerMinute), new List<int>(), 1L);
        for (var at = TimeSpan.Zero; at < length; at += RoomLimits.Tick)
        {
            room.Now += RoomLimits.Tick;
            room.Serve();
            var first = next;
            while (next <= room.State.Serving && room.Claim(next) is RoomOutcome.Admitted)
            {
                next++;
            }

            admitted.Add((int)(next - first));
        }

        return admitted;
    }

    private static int? FirstBelowShare(IEnumerable<int> admittedByTick, int ceilingPerMinute)
    {
        var admitted = admittedByTick.ToList();
        var share = ceilingPerMinute * RoomLimits.StrictWindow.TotalMinutes;
        var least = share - Math.Max(1, share / 100);
        return Enumerable.Range(0, admitted.Count - WindowTicks + 1).Select(first => (int?)admitted.Skip(first).Take(WindowTicks).Sum()).FirstOrDefault(sum => sum < least);
    }

    private static OneRoom Waiting(int ceilingPerMinute)
    {
        var room = new OneRoom(new RoomSettings(ceilingPerMinute) { MaxActiveSessions = 1_000_000 });
        for (var block = 0; block < 1 + (ceilingPerMinute * 2 / 1000); block++)
        {
            room.Issue(1000);
        }

        return room;
    }
}
