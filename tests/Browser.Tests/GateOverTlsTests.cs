using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WaitingRoom.Browser.Tests.Hosting;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Support;

namespace WaitingRoom.Browser.Tests;

/// <summary>The sample of three lines and the waiting room on two sites, with TLS and a browser's own rules for cookies between them.</summary>
[Collection(TlsSite.Name)]
public sealed class GateOverTlsTests(TlsSite site)
{
    [Theory]
    [InlineData("tls-script", true)]
    [InlineData("tls-plain", false)]
    public async Task A_visitor_of_an_app_on_another_site_waits_comes_back_to_the_wanted_page_and_leaves(string name, bool script)
    {
        var port = FreePort.Next();
        var room = await site.NewRoom(name, new RoomSettings(600), SampleApp.AddressOf(port));
        await using var app = await SampleApp.Start(site, room, port);
        await using var visit = await Visit.Begin(site, script);
        await ClaimFrom(visit, app, room);
        if (!script)
        {
            await visit.Press("Weiter");
        }

        await visit.Arrives(address => address == app.Address + "/cards?year=2026");
        await Assertions.Expect(visit.Page.GetByText("Year: 2026")).ToBeVisibleAsync();
        Assert.DoesNotContain(visit.Requests, address => address.Contains("eyJ", StringComparison.Ordinal));
        var cookies = await visit.Page.Context.CookiesAsync();
        Assert.All(cookies, cookie =>
        {
            Assert.StartsWith("__Host-wr-", cookie.Name, StringComparison.Ordinal);
            Assert.Equal((true, true, "/"), (cookie.Secure, cookie.HttpOnly, cookie.Path));
            Assert.DoesNotContain('.', cookie.Domain[..1]);
        });
        Assert.Equal(
            [
                $"{TlsSite.AppHost} app-browser None", $"{TlsSite.AppHost} pass Lax",
                $"{TlsSite.QueueHost} browser Lax", $"{TlsSite.QueueHost} return-{room} Lax", $"{TlsSite.QueueHost} ticket-{room} Lax",
            ],
            cookies.Select(cookie => $"{cookie.Domain} {cookie.Name["__Host-wr-".Length..]} {cookie.SameSite}").Order(StringComparer.Ordinal));

        Assert.Single((await site.Read(room)).Sessions);
        await visit.Press("Leave");
        await visit.Arrives(address => address == $"{site.PublicAddress}/rooms/{room}");
        Assert.Empty((await site.Read(room)).Sessions);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task With_cookies_that_stay_at_home_the_way_back_ends_outside()
    {
        // The control of the test above: the same sample with the cookies of a machine without TLS, which are Lax.
        var port = FreePort.Next();
        var room = await site.NewRoom("tls-lax", new RoomSettings(600), SampleApp.AddressOf(port));
        await using var app = await SampleApp.Start(site, room, port, plainCookies: true);
        await using var visit = await Visit.Begin(site);
        await ClaimFrom(visit, app, room);
        await visit.Arrives(address => address.Contains($"/rooms/{room}?return=", StringComparison.Ordinal));
        await visit.Sees("inside");
        Assert.DoesNotContain(await visit.Page.Context.CookiesAsync(), cookie => cookie.Name == "wr-pass");
    }

    /// <summary>From the wanted page to the waiting room, and all but in.</summary>
    private static async Task ClaimFrom(Visit visit, SampleApp app, string room)
    {
        await visit.Go(app.Address + "/cards?year=2026");
        await visit.Arrives(address => Regex.IsMatch(address, $"^https://{TlsSite.QueueHost}:[0-9]+/rooms/{room}\\?return="));
        await visit.Join();
        await Patience.Until(async () =>
        {
            try
            {
                await visit.Page.ReloadAsync();
            }
            catch (PlaywrightException)
            {
                // The page was just going on by itself.
                return false;
            }

            return await visit.Page.Locator("[data-view=turn]").IsVisibleAsync();
        });
        await visit.Press("Weiter zur Terminbuchung");
    }
}
