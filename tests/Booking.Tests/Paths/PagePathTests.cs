using System.Net;
using WaitingRoom.Booking.Tests.Requesting;

namespace WaitingRoom.Booking.Tests.Paths;

/// <summary>The whole path of a browser without script: links and forms as they stand in the pages.</summary>
public sealed class PagePathTests(BookingHost host) : IClassFixture<BookingHost>
{
    private static readonly DateOnly First = BookingHost.Today.AddDays(2);

    [Fact]
    public async Task From_the_waiting_room_to_a_cancelled_booking()
    {
        await host.Supply(BookingHost.Dresden, First, "0900-comirnaty", web: 2);
        await host.Supply(BookingHost.Dresden, First.AddDays(21), "0930-comirnaty", web: 2);
        await host.Supply(BookingHost.Dresden, First.AddDays(22), "0940-comirnaty", web: 2);
        using var browser = Browser(host.Address, admission: "page-1");
        Assert.Contains("Vermittlungscode", await browser.Read("/booking"), StringComparison.Ordinal);
        Assert.Contains("Ein Code hat zwölf Zeichen", await browser.Submit("/booking", 0, new() { ["Code"] = "2345-6789-ACDE" }, HttpStatusCode.UnprocessableEntity), StringComparison.OrdinalIgnoreCase);
        await browser.Submit("/booking", 0, new() { ["Code"] = await host.Code() });
        Assert.Equal("/booking/offers", browser.At);
        await browser.Read("/booking/offers?vaccine=comirnaty&postcode=01067");
        await browser.Submit(browser.At, 0, []);
        Assert.StartsWith("/booking/holds/", browser.At, StringComparison.Ordinal);
        Assert.Contains("Für Sie freigehalten bis 09:10 Uhr", browser.Page, StringComparison.Ordinal);
        Assert.Contains("Mittwoch, 3. März 2021", browser.Page, StringComparison.Ordinal);

        var empty = await browser.Submit(browser.At, 0, new() { ["Name"] = "", ["Email"] = "x" }, HttpStatusCode.UnprocessableEntity);
        Assert.Contains("id=\"Name-error\"", empty, StringComparison.Ordinal);
        Assert.Contains("id=\"Email-error\"", empty, StringComparison.Ordinal);
        await browser.Submit(browser.At, 0, new() { ["Name"] = "Erika Mustermann", ["Email"] = "erika@example.org" });
        Assert.StartsWith("/booking/bookings/", browser.At, StringComparison.Ordinal);
        Assert.Contains("Ihre Termine sind gebucht", browser.Page, StringComparison.Ordinal);
        Assert.Contains(browser.At.Split('/')[^1], browser.Page, StringComparison.Ordinal);

        await browser.Read("/booking");
        Assert.StartsWith("/booking/bookings/", browser.At, StringComparison.Ordinal);
        // Moved, the second appointment alone, and the contact changed.
        var booking = browser.At;
        await browser.Read(booking + "/rebook?dose=2&postcode=01067");
        await browser.Submit(browser.At, 0, []);
        Assert.Equal(booking, browser.At);
        Assert.Contains("Donnerstag, 25. März 2021", browser.Page, StringComparison.Ordinal);
        await browser.Read(booking + "/contact");
        var faults = await browser.Submit(browser.At, 0, new() { ["Name"] = "", ["Email"] = "x" }, HttpStatusCode.UnprocessableEntity);
        Assert.Contains("id=\"Name-error\"", faults, StringComparison.Ordinal);
        Assert.Contains("id=\"Email-error\"", faults, StringComparison.Ordinal);
        await browser.Submit(browser.At, 0, new() { ["Name"] = "Erika Musterfrau", ["Email"] = "erika@example.org" });
        Assert.Equal(booking, browser.At);
        await browser.Read(browser.At + "/cancel");
        await browser.Submit(browser.At, 0, []);
        Assert.Contains("Diese Termine sind abgesagt", browser.Page, StringComparison.Ordinal);
        Assert.Contains("These appointments are cancelled", await browser.Read(browser.At + "?lang=en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_letter_from_three_questions_to_a_code_and_the_search()
    {
        const string Path = "/booking/request";
        var online = new OnlineHost();
        await online.InitializeAsync();
        using var browser = Browser(online.Host.Address, admission: "page-2");
        Assert.Contains("Ich habe keinen Code", await browser.Read("/booking"), StringComparison.Ordinal);
        await browser.Read(Path);
        var wrong = await browser.Submit(Path, 0, new() { ["BirthYear"] = "40", ["Group"] = OnlineHost.Over80, ["Postcode"] = "01067", ["Contact"] = "erika@example.org" }, HttpStatusCode.UnprocessableEntity);
        Assert.Contains("id=\"BirthYear-error\"", wrong, StringComparison.Ordinal);
        Assert.Contains("value=\"erika@example.org\"", wrong, StringComparison.Ordinal);

        await browser.Submit(Path, 0, new() { ["BirthYear"] = "1940", ["Group"] = OnlineHost.Over80, ["Postcode"] = "01067", ["Contact"] = "erika@example.org" });
        Assert.Contains("Wir haben Ihnen eine Zahl mit sechs Ziffern geschickt", browser.Page, StringComparison.Ordinal);
        await OnlineHost.Arrived(online.Mail);

        // Reloading keeps the place; too soon is said; a minute later it is sent again.
        Assert.Contains("one-time-code", await browser.Read(Path), StringComparison.Ordinal);
        Assert.Contains("Bitte warten Sie noch", await browser.Submit(Path + "?handler=Resend", 1, new() { ["Contact"] = "erika@example.org" }, HttpStatusCode.TooManyRequests), StringComparison.Ordinal);
        online.Host.Time.Advance(TimeSpan.FromMinutes(1));
        await browser.Submit(Path + "?handler=Resend", 1, new() { ["Contact"] = "erika@example.org" });
        var digits = await OnlineHost.Arrived(online.Mail);
        Assert.Contains("id=\"OneTimeCode-error\"", await browser.Submit(Path + "?handler=Verify", 0, new() { ["OneTimeCode"] = "12" }, HttpStatusCode.UnprocessableEntity), StringComparison.Ordinal);
        await browser.Submit(Path + "?handler=Verify", 0, new() { ["OneTimeCode"] = digits });
        Assert.Contains("noch KEIN Termin", browser.Page, StringComparison.Ordinal);
        Assert.Contains("Wir haben Ihnen den Code auch geschickt", browser.Page, StringComparison.Ordinal);
        Assert.Matches("[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", browser.Page);
        Assert.Equal(Path + "?handler=Verify", browser.At);
        await browser.Read("/booking");
        Assert.Equal("/booking/offers", browser.At);
        await online.DisposeAsync();
    }

    [Fact]
    public async Task Where_the_pair_is_gone_on_confirming_the_page_says_so_and_shows_others()
    {
        var date = BookingHost.Today.AddDays(4);
        var day = await host.Supply(BookingHost.Leipzig, date, "0900-johnson", web: 1);
        using var browser = Browser(host.Address, admission: "page-3");
        await browser.Read("/booking");
        await browser.Submit("/booking", 0, new() { ["Code"] = await host.Code() });
        await browser.Read($"/booking/offers?vaccine=johnson&postcode=04109&from={date:yyyy-MM-dd}");
        await browser.Submit(browser.At, 0, []);
        host.Time.Advance(TimeSpan.FromMinutes(11));
        await host.Watch.Until(day, state => state.Appointments.IsEmpty);
        using var faster = await host.Citizen();
        await faster.Hold("johnson", "f", (BookingHost.Leipzig, date, "0900-johnson"));
        await host.Supply(BookingHost.Leipzig, date.AddDays(1), "0910-johnson", web: 1);
        await browser.Submit(browser.At, 0, new() { ["Name"] = "Erika Mustermann" }, HttpStatusCode.Conflict);
        Assert.Contains("Sie haben KEINEN Termin", browser.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("Verbindlich buchen", browser.Page, StringComparison.Ordinal);
        await browser.Submit("/booking/offers", 0, []);
        Assert.Contains("09:10 Uhr", browser.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Easy_German_once_chosen_stays_for_the_whole_path()
    {
        await host.Supply(BookingHost.Meissen, BookingHost.Today.AddDays(9), "0900-johnson", web: 1);
        using var browser = Browser(host.Address, admission: "page-easy");
        Assert.Contains("<html lang=\"de\">", await browser.Read("/booking"), StringComparison.Ordinal);
        Assert.Contains("lang=de-easy", browser.Page, StringComparison.Ordinal);
        await browser.Read("/booking?lang=de-easy");
        Assert.Contains("<html lang=\"de-simple\">", browser.Page, StringComparison.Ordinal);
        Assert.Contains("Sie sind dran.", browser.Page, StringComparison.Ordinal);
        Assert.Contains("Schauen Sie jedes Zeichen noch einmal an", await browser.Submit("/booking", 0, new() { ["Code"] = "2345-6789-ACDE" }, HttpStatusCode.UnprocessableEntity), StringComparison.Ordinal);
        await browser.Submit("/booking", 0, new() { ["Code"] = await host.Code() });
        Assert.Contains("Impf-Stoff", browser.Page, StringComparison.Ordinal);
        await browser.Read($"/booking/offers?vaccine=johnson&postcode=01662&from={BookingHost.Today.AddDays(9):yyyy-MM-dd}");
        await browser.Submit(browser.At, 0, []);
        Assert.Contains("Sie haben noch KEINEN Termin.", browser.Page, StringComparison.Ordinal);
        Assert.Contains("Mittwoch, 10. März 2021, 09:00 Uhr", browser.Page, StringComparison.Ordinal);
        await browser.Submit(browser.At, 0, new() { ["Name"] = "Erika Mustermann" });
        Assert.Contains("Sie haben einen Termin", browser.Page, StringComparison.Ordinal);
        Assert.Contains("Ihr Termin ist gebucht", await browser.Read(browser.At + "?lang=de"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_admission_a_browser_is_led_to_the_start()
    {
        using var browser = Browser(host.Address, admission: null);
        foreach (var path in new[] { "/booking", "/booking/offers", "/booking/bookings/X" })
        {
            Assert.Equal((HttpStatusCode.SeeOther, "/"), await browser.Redirect(path));
        }
    }

    private static PageBrowser Browser(Uri address, string? admission) => new(address, admission);
}
