using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Grains.Tests.Rooms;

/// <summary>"Why only so many?": each bound of the controller is named when it is the one that holds.</summary>
public sealed class BoundTests
{
    private static readonly RoomSettings Settings = new(600) { MaxActiveSessions = 1000, StaffSharePercent = 20 };

    [Fact]
    public void The_ceiling_holds_while_nothing_else_does()
    {
        var report = Ticks(Waiting(Settings)).Last();
        Assert.Equal((AdmissionBound.Ceiling, 600.0, 2), (report.Bound, report.TargetPerMinute, report.Released));
    }

    [Fact]
    public void The_backend_holds_when_it_bears_less_than_the_ceiling()
    {
        var room = Waiting(Settings);
        Assert.Equal((AdmissionBound.Backend, 60.0, 60.0), Of(Ticks(room, new BackendLimits(60, null)).Last()));
        Assert.Equal((AdmissionBound.Ceiling, 600.0, 700.0), Of(Ticks(room, new BackendLimits(700, null)).Last()));
        static (AdmissionBound, double, double?) Of(TickReport report) => (report.Bound, report.TargetPerMinute, report.BackendPerMinute);
    }

    [Fact]
    public void Session_places_hold_when_all_are_taken_or_promised()
    {
        var room = Waiting(Settings with { MaxActiveSessions = 20 });
        var reports = Ticks(room);
        Assert.Equal(20, room.State.Serving);
        Assert.Equal((AdmissionBound.Sessions, 0L, 0L), (reports[^1].Bound, reports[^1].SessionRoom, reports[^1].Released));
        room.Claim(1);
        Assert.Equal(AdmissionBound.Sessions, Ticks(room)[^1].Bound);
        room.Ask(new RoomCommand.EndSession(Identity.OperationId.New(), 1));
        Assert.Equal(1, Ticks(room).Sum(report => report.Released));
    }

    [Fact]
    public void The_stock_holds_when_those_inside_and_called_will_need_it()
    {
        var room = Waiting(Settings with { StockFactor = 1.5 });
        var reports = Ticks(room, new BackendLimits(null, 20));
        Assert.Equal(30, room.State.Serving);
        Assert.Equal((AdmissionBound.Stock, 0L), (reports[^1].Bound, reports[^1].StockRoom));
        Assert.Equal(AdmissionBound.Phase, Ticks(room, new BackendLimits(null, 0))[^1].Bound);
        Assert.Equal(RoomPhase.SoldOut, room.State.PhaseAt(room.Now));
    }

    [Fact]
    public void Nobody_waits_and_a_phase_that_lets_nobody_in_are_named_too()
    {
        var empty = new OneRoom(Settings);
        Assert.Equal(AdmissionBound.NobodyWaiting, empty.Serve().Bound);
        var paused = Waiting(Settings with { Override = RoomOverride.Paused });
        Assert.Equal((AdmissionBound.Phase, 0L), (Ticks(paused)[^1].Bound, paused.State.Serving));
    }

    [Fact]
    public void Staff_have_their_share_while_they_work_and_the_web_borrows_it_while_they_do_not()
    {
        // Nobody of the staff is there: the web has all of it.
        var idle = Waiting(Settings);
        Assert.All(Ticks(idle), report => Assert.Equal(600, report.TargetPerMinute));
        Assert.Equal(AdmissionWindow.Most(600), Rush(idle));

        // They knock in every second: what they use, twice over, is kept for them, up to their fifth.
        var busy = Waiting(Settings);
        var (web, staff) = (0, 0);
        for (var tick = 0; tick < 300; tick++)
        {
            busy.Now += RoomLimits.Tick;
            busy.Serve();
            web += ClaimAll(busy);
            staff += tick % 2 == 0 && busy.AdmitStaff() is RoomOutcome.StaffAdmitted ? 1 : 0;
        }

        var report = busy.Serve();
        Assert.True(report.StaffInWindow > 0);
        Assert.InRange(staff, 100, 140);
        // Counted in the same budget: both together are what the door lets in.
        Assert.InRange(web + staff, 590, 600 + AdmissionWindow.Most(600));
        Assert.InRange(report.TargetPerMinute, 600 * 0.78, 600 * 0.82);

        // A minute after the last knock the share is the web's again.
        busy.Now += TimeSpan.FromSeconds(61);
        Assert.Equal(600, busy.Serve().TargetPerMinute);
    }

    [Theory]
    [InlineData(0, 0, 4)]
    [InlineData(20, 10, 30)]
    public void In_a_rush_the_share_is_what_lets_staff_in(int sharePercent, int least, int most)
    {
        var room = Waiting(Settings with { StaffSharePercent = sharePercent });
        Assert.Equal(AdmissionWindow.Most(600), Rush(room));
        Assert.IsType<RoomOutcome.OneMoment>(room.AdmitStaff());
        var admitted = 0;
        for (var tick = 0; tick < 50; tick++)
        {
            room.Now += RoomLimits.Tick;
            room.Serve();
            ClaimAll(room);
            admitted += room.AdmitStaff() is RoomOutcome.StaffAdmitted ? 1 : 0;
        }

        Assert.InRange(admitted, least, most);
    }

    /// <summary>All who are called knock until the door is full; how many came in within ten seconds.</summary>
    private static int Rush(OneRoom room)
    {
        var admitted = 0;
        for (var tick = 0; tick < 49; tick++)
        {
            room.Now += RoomLimits.Tick;
            room.Serve();
            admitted += ClaimAll(room);
        }

        return admitted;
    }

    private static int ClaimAll(OneRoom room)
    {
        var admitted = 0;
        for (var number = 1L; number <= room.State.Serving; number++)
        {
            if (!room.State.Claimed.Contains(number))
            {
                if (room.Claim(number) is not RoomOutcome.Admitted)
                {
                    break;
                }

                admitted++;
            }
        }

        return admitted;
    }

    private static OneRoom Waiting(RoomSettings settings)
    {
        var room = new OneRoom(settings);
        room.Issue(5000);
        return room;
    }

    private static List<TickReport> Ticks(OneRoom room, BackendLimits? limits = null)
    {
        var reports = new List<TickReport>();
        for (var tick = 0; tick < 50; tick++)
        {
            room.Now += RoomLimits.Tick;
            reports.Add(room.Serve(limits: limits));
        }

        return reports;
    }
}
