using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using WaitingRoom.Booking.Calendars;
using WaitingRoom.Grains.Campaigns;
using WaitingRoom.Support;

namespace WaitingRoom.Booking.Tests.Slips;

/// <summary>The calendar file, read by a library that is not ours (npm ical.js, see tests/slips).</summary>
public sealed class CalendarTests(BookingHost host) : IClassFixture<BookingHost>
{
    [Theory]
    [InlineData("2026-03-07", "0800", "2026-03-29", "0800", "2026-03-07T07:00:00Z", "2026-03-29T06:00:00Z")]
    [InlineData("2026-03-29", "0130", "2026-03-29", "0330", "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z")]
    [InlineData("2026-10-03", "0800", "2026-10-25", "0800", "2026-10-03T06:00:00Z", "2026-10-25T07:00:00Z")]
    [InlineData("2026-10-25", "0130", "2026-10-25", "0330", "2026-10-24T23:30:00Z", "2026-10-25T02:30:00Z")]
    [InlineData("2026-03-29", "0800", "2026-10-25", "0800", "2026-03-29T06:00:00Z", "2026-10-25T07:00:00Z")]
    public async Task Scenario_14_both_appointments_keep_their_wall_time_across_the_clock_change(string first, string at, string second, string then, string firstUtc, string secondUtc)
    {
        var (citizen, booking) = await Book(Date(first), at, Date(second), then);
        var calendar = await Read(citizen, booking);
        var events = calendar["events"]!.AsArray();
        Assert.Equal(2, events.Count);
        Assert.Equal([firstUtc, secondUtc], events.Select(e => e!.Text("utc")));
        Assert.Equal([$"{first}T{at[..2]}:{at[2..]}:00", $"{second}T{then[..2]}:{then[2..]}:00"], events.Select(e => e!.Text("local")));
        // The page and the data say the same instants.
        Assert.Equal(
            events.Select(e => DateTimeOffset.Parse(e!.Text("utc"), CultureInfo.InvariantCulture)),
            booking["legs"]!.AsArray().Select(leg => DateTimeOffset.Parse(leg!.Text("startsAt"), CultureInfo.InvariantCulture)));
        Assert.All(events, e => Assert.Equal("Europe/Berlin", e!.Text("zone")));
    }

    [Theory]
    [InlineData("2026-10-25", "2026-10-25T00:30:00Z")]
    // The clock goes from 02:00 to 03:00. RFC 5545, 3.3.5: a local time that does not exist is read with the offset before the gap, here +01:00.
    [InlineData("2026-03-29", "2026-03-29T01:30:00Z")]
    public async Task Scenario_14_an_hour_that_is_there_twice_or_never_means_one_instant(string date, string utc)
    {
        var (citizen, booking) = await Book(Date(date), "0230", Date(date), "0400");
        var calendar = await Read(citizen, booking);
        Assert.Equal(utc, calendar["events"]![0]!.Text("utc"));
        Assert.Equal(DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture), DateTimeOffset.Parse(booking["legs"]![0]!.Text("startsAt"), CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task It_says_what_where_and_which_and_a_cancellation_replaces_it()
    {
        var (citizen, booking) = await Book(new DateOnly(2021, 3, 4), "1000", new DateOnly(2021, 3, 25), "1010");
        var reference = booking.Text("reference");
        var calendar = await Read(citizen, booking);
        Assert.Equal(("PUBLISH", false), (calendar.Text("method"), calendar["bareLineFeeds"]!.GetValue<bool>()));
        Assert.InRange(calendar["folded"]!.GetValue<int>(), 60, 75);
        var (one, two) = (calendar["events"]![0]!, calendar["events"]![1]!);
        Assert.Equal(("1. Impfung: Comirnaty", "2. Impfung: Comirnaty"), (one.Text("summary"), two.Text("summary")));
        Assert.Equal("Impfzentrum Meißen, 01662 Meißen", one.Text("location"));
        Assert.StartsWith($"Zeichen {reference}. Den neuesten Stand sehen Sie", one.Text("description"), StringComparison.Ordinal);
        Assert.Equal(("CONFIRMED", 0), (one.Text("status"), one["sequence"]!.GetValue<int>()));
        Assert.NotEqual(one.Text("uid"), two.Text("uid"));

        await citizen.Delete($"/booking/bookings/{reference}");
        var cancelled = await Read(citizen, booking);
        Assert.Equal("CANCEL", cancelled.Text("method"));
        Assert.Equal(calendar["events"]!.AsArray().Select(e => e!.Text("uid")), cancelled["events"]!.AsArray().Select(e => e!.Text("uid")));
        Assert.All(cancelled["events"]!.AsArray(), e => Assert.Equal(("CANCELLED", 1), (e!.Text("status"), e!["sequence"]!.GetValue<int>())));
    }

    [Fact]
    public async Task It_speaks_the_language_of_the_person_and_is_nobody_elses()
    {
        var (citizen, booking) = await Book(new DateOnly(2021, 3, 5), "1000", new DateOnly(2021, 3, 26), "1010");
        var path = $"/booking/bookings/{booking.Text("reference")}/calendar.ics";
        var (_, type, content) = await citizen.File(path, "en");
        Assert.Equal("text/calendar; charset=utf-8; method=PUBLISH", type);
        Assert.Contains("1st vaccination", Encoding.UTF8.GetString(content), StringComparison.Ordinal);
        using var stranger = await host.Citizen();
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.File(path)).Status);
    }

    [Fact]
    public async Task Words_that_mean_something_to_calendars_are_only_words()
    {
        const string Words = "Haus \\ Hof; A, B\nEND:VEVENT\r\nüber achtzig Zeichen lang, damit gefaltet wird 🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥";
        var text = new CalendarText().Line("BEGIN", "VCALENDAR").Line("VERSION", "2.0").Line("PRODID", "x").Line("METHOD", "PUBLISH").Line("BEGIN", "VEVENT").Line("UID", "u")
            .Line("DTSTART", "20260329T080000Z").Line("DURATION", "PT1M").Words("DESCRIPTION", Words).Words("SUMMARY", "").Words("LOCATION", "").Line("STATUS", "CONFIRMED")
            .Line("END", "VEVENT").Line("END", "VCALENDAR");
        var read = JsonNode.Parse(await ForeignProgram.Script("slips", "calendar.mjs", text.ToUtf8()))!;
        Assert.Equal(Words.ReplaceLineEndings("\n"), Assert.Single(read["events"]!.AsArray())!.Text("description"));
        Assert.InRange(read["folded"]!.GetValue<int>(), 60, 75);
    }

    private static async Task<JsonNode> Read(Citizen citizen, JsonNode booking)
    {
        var (status, _, content) = await citizen.File($"/booking/bookings/{booking.Text("reference")}/calendar.ics");
        Assert.Equal(HttpStatusCode.OK, status);
        return JsonNode.Parse(await ForeignProgram.Script("slips", "calendar.mjs", content))!;
    }

    private async Task<(Citizen Citizen, JsonNode Booking)> Book(DateOnly first, string at, DateOnly second, string then)
    {
        // Any interval: the clock is what is looked at.
        await host.WriteCampaign(BookingHost.ACampaign with { Vaccines = [new Vaccine("comirnaty", "Comirnaty", 2, 0, 300)] });
        host.Time.Advance(TimeSpan.FromSeconds(2));
        await host.Supply(BookingHost.Meissen, first, $"{at}-comirnaty", web: 1);
        await host.Supply(BookingHost.Meissen, second, $"{then}-comirnaty", web: 1);
        var citizen = await host.Citizen();
        var (_, hold) = await citizen.Hold("comirnaty", "k", (BookingHost.Meissen, first, $"{at}-comirnaty"), (BookingHost.Meissen, second, $"{then}-comirnaty"));
        var (status, booking) = await citizen.Book(hold.Text("id"));
        Assert.Equal(HttpStatusCode.Created, status);
        return (citizen, booking!);
    }

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
