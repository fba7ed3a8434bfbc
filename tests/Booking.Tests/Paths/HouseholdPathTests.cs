using System.Net;

namespace WaitingRoom.Booking.Tests.Paths;

/// <summary>People who book side by side, by links and forms alone.</summary>
public sealed class HouseholdPathTests(BookingHost host) : IClassFixture<BookingHost>
{
    private const string Household = "/booking/household";

    [Fact]
    public async Task Two_people_from_their_codes_to_their_appointments()
    {
        var date = BookingHost.Today.AddDays(2);
        await host.Supply(BookingHost.Dresden, date, "0900-johnson", web: 1);
        await host.Supply(BookingHost.Dresden, date, "0910-johnson", web: 1);
        using var browser = new PageBrowser(host.Address, admission: "household-1");
        await browser.Read("/booking");
        await browser.Submit("/booking", 0, new() { ["Code"] = await host.Code() });
        Assert.Contains($"href=\"{Household}\"", browser.Page, StringComparison.Ordinal);
        await browser.Read(Household);
        Assert.Contains("id=\"Code-error\"", await browser.Submit(Household, 0, new() { ["Code"] = "2345-6789-ACDE" }, HttpStatusCode.UnprocessableEntity), StringComparison.Ordinal);
        await browser.Submit(Household, 0, new() { ["Code"] = await host.Code() });
        Assert.Contains("Person 2", browser.Page, StringComparison.Ordinal);

        // Taken out and in again.
        await browser.Submit(Household + "?handler=Remove", 0, new() { ["member"] = "2" });
        Assert.DoesNotContain("Person 2", browser.Page, StringComparison.Ordinal);
        await browser.Submit(Household, 0, new() { ["Code"] = await host.Code() });

        await browser.Read(Household + "/offers?vaccine=johnson&postcode=01067");
        await browser.Submit(browser.At, 0, []);
        Assert.Equal(Household + "/hold", browser.At);
        Assert.Contains("09:00 Uhr", browser.Page, StringComparison.Ordinal);
        Assert.Contains("09:10 Uhr", browser.Page, StringComparison.Ordinal);
        var wrong = await browser.Submit(browser.At, 0, new() { ["Names[0]"] = "Erika Muster", ["Names[1]"] = "", ["Email"] = "x" }, HttpStatusCode.UnprocessableEntity);
        Assert.Contains("id=\"Names_1_-error\"", wrong, StringComparison.Ordinal);
        Assert.Contains("Person 2: Bitte geben Sie Ihren Namen ein", wrong, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"Names_0_-error\"", wrong, StringComparison.Ordinal);
        Assert.Contains("id=\"Email-error\"", wrong, StringComparison.Ordinal);
        await browser.Submit(browser.At, 0, new() { ["Names[0]"] = "Erika Muster", ["Names[1]"] = "Max Muster", ["Email"] = "familie@example.org" });
        Assert.Equal(Household, browser.At);
        Assert.Contains("Für alle 2 Personen sind die Termine gebucht", browser.Page, StringComparison.Ordinal);

        // Each one's appointments can be changed from here.
        await browser.Submit(Household + "?handler=Open", 1, new() { ["member"] = "2" });
        Assert.StartsWith("/booking/bookings/", browser.At, StringComparison.Ordinal);
        Assert.Contains("09:10 Uhr", browser.Page, StringComparison.Ordinal);
        Assert.Contains($"href=\"{Household}\"", browser.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_one_fails_the_page_tells_the_truth_for_each()
    {
        var date = BookingHost.Today.AddDays(30);
        var day = await host.Supply(BookingHost.Meissen, date, "0900-johnson", web: 2);
        using var browser = new PageBrowser(host.Address, admission: "household-2");
        await browser.Read("/booking");
        await browser.Submit("/booking", 0, new() { ["Code"] = await host.Code() });
        await browser.Read(Household);
        await browser.Submit(Household, 0, new() { ["Code"] = await host.Code() });
        await browser.Read($"{Household}/offers?vaccine=johnson&postcode=01662&from={date:yyyy-MM-dd}");
        await browser.Submit(browser.At, 0, []);
        host.Time.Advance(TimeSpan.FromMinutes(11));
        await host.Watch.Until(day, state => state.Appointments.IsEmpty);
        using var faster = await host.Citizen();
        await faster.Hold("johnson", "f", (BookingHost.Meissen, date, "0900-johnson"));
        await browser.Submit(browser.At, 0, new() { ["Names[0]"] = "Erika Muster", ["Names[1]"] = "Max Muster" }, HttpStatusCode.Conflict);
        var (first, second) = (browser.Page.IndexOf("Person 1</h2>", StringComparison.Ordinal), browser.Page.IndexOf("Person 2</h2>", StringComparison.Ordinal));
        Assert.Contains("Es hat nicht für alle geklappt", browser.Page, StringComparison.Ordinal);
        Assert.Contains("Gebucht", browser.Page[first..second], StringComparison.Ordinal);
        Assert.Contains("Sie haben KEINEN Termin", browser.Page[second..], StringComparison.Ordinal);
        Assert.DoesNotContain("Gebucht", browser.Page[second..], StringComparison.Ordinal);
    }
}
