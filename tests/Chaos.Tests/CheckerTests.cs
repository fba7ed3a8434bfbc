using System.Globalization;
using WaitingRoom.Chaos.Checks;
using WaitingRoom.Chaos.Journal;

namespace WaitingRoom.Chaos.Tests;

/// <summary>A checker that finds nothing proves nothing: each promise is broken once and has to be named.</summary>
public sealed class CheckerTests
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly Story story = new();

    [Fact]
    public void A_sound_story_breaks_nothing()
    {
        story.Book("AAAA", seat: 0);
        var (log, code) = story.Book("BBBB", seat: 1);
        story.Journal.Changes(log, []);
        story.Cancel(code, "BBBB");
        story.Journal.WasChanged(log, [], node: 0);
        Enter(1, Noon);
        Assert.Empty(story.Check());
    }

    [Fact]
    public void A_lost_booking_is_found()
    {
        var (log, _) = story.Book("AAAA", seat: 0);
        story.Journal.WasBooked(new BookingLog(7, "LOST", log.Acknowledged));
        Assert.Contains(story.Check(), violation => violation is { Rule: "lost" } && violation.What.Contains("LOST", StringComparison.Ordinal));
    }

    [Fact]
    public void A_booking_that_disappeared_after_its_acknowledgement_is_found()
    {
        var (_, code) = story.Book("AAAA", seat: 0);
        story.Cancel(code, "AAAA");
        Assert.Contains(story.Check(), violation => violation.Rule == "lost");
    }

    [Fact]
    public void An_acknowledged_cancellation_that_did_not_happen_is_found()
    {
        var (log, _) = story.Book("AAAA", seat: 0);
        story.Journal.WasChanged(log, [], node: 0);
        Assert.Contains(story.Check(), violation => violation.Rule == "changed");
    }

    [Fact]
    public void A_change_that_nobody_answered_may_be_so_or_not_but_nothing_else()
    {
        var (log, code) = story.Book("AAAA", seat: 0);
        story.Journal.Changes(log, []);
        Assert.Empty(story.Check());
        story.Cancel(code, "AAAA");
        Assert.Empty(story.Check());
        story.Journal.NotChanged(log);
        Assert.Contains(story.Check(), violation => violation.Rule == "lost");
    }

    [Fact]
    public void A_seat_with_two_people_is_found_in_the_table_and_in_the_ledger()
    {
        story.Book("AAAA", seat: 0);
        story.Book("BBBB", seat: 0);
        var found = story.Check().Where(violation => violation.Rule == "double-booking").ToArray();
        Assert.Contains(found, violation => violation.What.Contains("2 live appointments", StringComparison.Ordinal));
        Assert.Contains(found, violation => violation.What.Contains("belongs to 2 people", StringComparison.Ordinal));
    }

    [Fact]
    public void Half_a_pair_is_found()
    {
        story.Book("AAAA", seat: 0);
        story.Appointments.RemoveAt(1);
        Assert.Contains(story.Check(), violation => violation.Rule == "pairs");
    }

    [Fact]
    public void An_appointment_of_nobody_is_found()
    {
        story.Appointments.Add(new AppointmentRow(new Guid(99, 0, 0, new byte[8]), Story.First, Story.Slot, 2));
        var rules = story.Check().Select(violation => violation.Rule).ToArray();
        Assert.Contains("pairs", rules);
        Assert.Contains("sums", rules);
    }

    [Fact]
    public void Something_begun_and_never_finished_is_found()
    {
        story.Code("code/unfinished", "booking-begun/1", "{}");
        Assert.Contains(story.Check(), violation => violation.Rule == "pairs");
    }

    [Fact]
    public void A_pair_that_nobody_confirmed_is_found()
    {
        story.Book("AAAA", seat: 0, isTold: false);
        Assert.Contains(story.Check(), violation => violation.Rule == "unasked");
        story.Journal.Confirms(citizen: 5);
        Assert.Empty(story.Check());
    }

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(0, 1, 0)]
    [InlineData(0, 0, 1)]
    [InlineData(-1, 0, 1)]
    public void A_count_that_is_wrong_is_found(int web, int phone, int held)
    {
        story.Book("AAAA", seat: 0);
        story.Told = row => row.Day != Story.First ? row : row with
        {
            Slots = row.Slots.ToDictionary(slot => slot.Key, slot => slot.Value with { Web = slot.Value.Web + web, Phone = slot.Value.Phone + phone, Held = slot.Value.Held + held }),
        };
        Assert.Contains(story.Check(), violation => violation.Rule == "sums");
    }

    [Fact]
    public void A_day_that_is_told_as_it_was_before_is_found()
    {
        story.Book("AAAA", seat: 0);
        story.Told = row => row with { Version = row.Version - 1 };
        Assert.Contains(story.Check(), violation => violation.Rule == "sums");
    }

    [Fact]
    public void Two_events_at_one_place_of_the_ledger_are_found() =>
        Assert.Contains(Checker.Check(story.Journal, story.Facts("day/dresden/2030-04-01@7"), 10), violation => violation.Rule == "one-writer");

    [Fact]
    public void A_ticket_number_given_twice_is_found()
    {
        story.Journal.Joined(3);
        story.Journal.Joined(3);
        Assert.Contains(story.Check(), violation => violation.Rule == "tickets");
    }

    [Fact]
    public void Blocks_of_numbers_that_overlap_are_found()
    {
        story.Room("block-taken/1", """{"first":32,"last":63}""");
        Assert.Contains(story.Check(), violation => violation.Rule == "tickets");
    }

    [Fact]
    public void A_number_that_was_let_in_and_is_forgotten_is_found()
    {
        story.Journal.Joined(3);
        story.Journal.Admitted(3);
        Assert.Contains(story.Check(), violation => violation.Rule == "lost");
    }

    [Fact]
    public void One_person_more_than_the_ceiling_in_any_ten_seconds_is_found()
    {
        for (var i = 0; i < 5; i++)
        {
            Enter(i + 1, Noon.AddSeconds(2.4 * i));
        }

        // The first and the fifth are 9.6 seconds apart; a grid of ten seconds that begins at noon sees the same five.
        Assert.Empty(story.Check(mostInTenSeconds: 5));
        Assert.Contains(story.Check(mostInTenSeconds: 4), violation => violation.Rule == "ceiling");

        // Across the border of such a grid.
        Enter(6, Noon.AddSeconds(10.1));
        Assert.Contains(story.Check(mostInTenSeconds: 4), violation => violation.What.Contains(Noon.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    private void Enter(long number, DateTimeOffset at)
    {
        story.Journal.Joined(number);
        story.Journal.Admitted(number);
        story.ComesIn(number, at);
    }
}
