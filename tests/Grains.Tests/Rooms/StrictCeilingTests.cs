using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Rooms;
using Xunit.Abstractions;

namespace WaitingRoom.Grains.Tests.Rooms;

/// <summary>Over any ten seconds no more come in than the ceiling's share of them and one tick's worth, whatever citizens, staff and the clock do.</summary>
public sealed class StrictCeilingTests(ITestOutputHelper output)
{
    public static TheoryData<int, int> Courses()
    {
        var courses = new TheoryData<int, int>();
        foreach (var ceiling in new[] { 1, 7, 60, 600, 3000 })
        {
            for (var seed = 1; seed <= 4; seed++)
            {
                courses.Add(ceiling, seed);
            }
        }

        return courses;
    }

    [Theory]
    [MemberData(nameof(Courses))]
    public void Any_ten_seconds_admit_the_ceilings_share_and_one_tick_at_most(int ceilingPerMinute, int seed)
    {
        var (admitted, staff, returned) = Run(ceilingPerMinute, seed, state => state);
        output.WriteLine($"ceiling {ceilingPerMinute}, seed {seed}: {admitted.Count} admitted, {staff} of them staff, {returned} returned");
        Assert.True(admitted.Count >= ceilingPerMinute / 2 && staff > 0, "Too few came in to prove anything.");
        Assert.Null(FirstBreach(admitted, ceilingPerMinute));
    }

    /// <summary>The same courses with a door that forgets who passed.</summary>
    [Theory]
    [InlineData(60, 1)]
    [InlineData(600, 2)]
    public void A_door_without_memory_is_seen(int ceilingPerMinute, int seed)
    {
        var (admitted, _, _) = Run(ceilingPerMinute, seed, state => state with { Admissions = AdmissionWindow.Empty, DoorAt = default });
        Assert.NotNull(FirstBreach(admitted, ceilingPerMinute));
    }

    private static (List<DateTimeOffset> Admitted, int Staff, int Returned) Run(int ceilingPerMinute, int seed, Func<RoomState, RoomState> beforeEach)
    {
        var random = new Random(seed);
        var room = new OneRoom(new RoomSettings(ceilingPerMinute) { ClaimWindowSeconds = 30, StaffSharePercent = 30, MaxActiveSessions = 100_000 });
        var (admitted, waiting, missed, truly, staff, returned) = (new List<DateTimeOffset>(), new List<long>(), new List<long>(), OneRoom.Start, 0, 0);
        var next = 1L;
        for (var round = 0; round < 3000; round++)
        {
            // Mostly ticks; now and then the clock stands, jumps ahead, or is set back.
            var step = random.Next(100) switch
            {
                < 80 => RoomLimits.Tick,
                < 90 => TimeSpan.Zero,
                < 95 => TimeSpan.FromMilliseconds(random.Next(1, 3000)),
                < 98 => TimeSpan.FromSeconds(random.Next(5, 90)),
                _ => -TimeSpan.FromSeconds(random.Next(1, 15)),
            };
            room.Now += step;
            truly += step > TimeSpan.Zero ? step : TimeSpan.Zero;
            if (random.Next(4) == 0)
            {
                room.Issue(random.Next(1, Math.Max(2, ceilingPerMinute / 10)));
            }

            room.Serve();
            for (; next <= room.State.Serving; next++)
            {
                (random.Next(10) == 0 ? missed : waiting).Add(next);
            }

            if (missed.Count > 0 && random.Next(3) == 0)
            {
                var late = missed[random.Next(missed.Count)];
                if (room.Ask(new RoomCommand.Reenter(OperationId.New(), late)) is RoomOutcome.Reentered)
                {
                    (returned, _) = (returned + 1, missed.Remove(late));
                    waiting.Add(late);
                }
            }

            // In crowds, in any order, and often a second time.
            for (var knocks = random.Next(0, 40); knocks > 0 && waiting.Count > 0; knocks--)
            {
                var at = random.Next(waiting.Count);
                room.State = beforeEach(room.State);
                if (room.Claim(waiting[at]) is RoomOutcome.Admitted)
                {
                    admitted.Add(truly);
                    waiting.RemoveAt(at);
                }
            }

            for (var agents = random.Next(0, 4); agents > 0; agents--)
            {
                room.State = beforeEach(room.State);
                if (room.AdmitStaff() is RoomOutcome.StaffAdmitted)
                {
                    admitted.Add(truly);
                    staff++;
                }
            }
        }

        return (admitted, staff, returned);
    }

    /// <summary>By the time that truly passed: a clock that is set back lives some of it twice.</summary>
    private static string? FirstBreach(List<DateTimeOffset> admitted, int ceilingPerMinute)
    {
        var most = (ceilingPerMinute / 6.0) + Math.Max(1, ceilingPerMinute * RoomLimits.Tick.TotalMinutes);
        for (int first = 0, last = 0; last < admitted.Count; last++)
        {
            while (admitted[last] - admitted[first] >= RoomLimits.StrictWindow)
            {
                first++;
            }

            if (last - first + 1 > most)
            {
                return $"{last - first + 1} in the ten seconds before {admitted[last]:O}";
            }
        }

        return null;
    }
}
