using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WaitingRoom.Browser.Tests.Hosting;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Bots;
using Xunit.Abstractions;

namespace WaitingRoom.Browser.Tests;

/// <summary>A room that asks for work: a browser does it by itself, and who has no script waits instead.</summary>
[Collection(Site.Name)]
public sealed class ProofOfWorkTests(SiteHost site, ITestOutputHelper output)
{
    private static readonly RoomSettings Working = new(600) { Override = RoomOverride.Paused, ProofOfWorkBits = 12 };

    [Fact]
    public async Task The_page_does_the_work_and_joins_with_one_press()
    {
        var room = await site.NewRoom("work", Working);
        await using var visit = await Visit.Begin(site, width: 390);
        string? sent = null;
        visit.Page.Request += (_, request) => sent = request.Method == "POST" ? request.PostData : sent;
        await visit.Go("/rooms/" + room);
        await visit.IsAccessible("work-join");
        await visit.Join();
        await visit.Sees("line");
        var fields = System.Web.HttpUtility.ParseQueryString(sent!);
        Assert.True(ProofOfWork.Solves(fields["challenge"]!, fields["nonce"], 12), "The ticket was not earned by work.");
        Assert.Equal("", fields[BotDoor.TrapField]);
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData("de", "Einen Moment, Ihr Gerät prüft kurz", "Jetzt anstellen")]
    [InlineData("en", "One moment, your device is checking", "Join the line")]
    [InlineData("de-easy", "Einen Moment bitte. Sie müssen nichts tun.", "Jetzt anstellen")]
    public async Task While_it_works_the_page_says_so_and_stays_alive(string language, string words, string button)
    {
        // More than this page will live to do; a lucky one stays where it is.
        var room = await site.NewRoom("work-" + language, Working with { ProofOfWorkBits = 24 });
        await using var visit = await Visit.Begin(site, width: 390);
        await visit.Page.AddInitScriptAsync("HTMLFormElement.prototype.submit = function () { }");
        await visit.Go($"/rooms/{room}?lang={language}");
        await visit.Press(button);
        await Assertions.Expect(visit.Page.GetByText(words)).ToBeVisibleAsync();
        await visit.IsAccessible("work-doing-" + language);
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData("de", "20 Sekunden", "Sie können sich jetzt anstellen.", "Jetzt anstellen")]
    [InlineData("de-easy", "Bitte warten Sie noch 20 Sekunden", "Sie können sich jetzt anstellen.", "Jetzt anstellen")]
    [InlineData("en", "In 20 seconds you can join here", "You can join now.", "Join the line")]
    public async Task Without_script_a_longer_wait_stands_for_the_work(string language, string wait, string ready, string button)
    {
        var room = await site.NewRoom("unscripted-" + language, Working with { ProofOfWorkBits = 24 });
        await using var visit = await Visit.Begin(site, script: false, width: 390);
        await visit.Go($"/rooms/{room}?lang={language}");
        await visit.Press(button);
        await Assertions.Expect(visit.Page.GetByText(new Regex(Regex.Escape(wait).Replace("20", "(20|1?[0-9])", StringComparison.Ordinal)))).ToBeVisibleAsync();
        await visit.Picture("work-wait-" + language);
        await visit.HasNoSidewaysScroll();
        // Too early changes nothing but that the clock goes on.
        await visit.Press(button);
        await visit.Sees("join");
        site.Move(BotDoor.WaitInsteadOfWork);
        await visit.Page.ReloadAsync();
        await Assertions.Expect(visit.Page.GetByText(ready)).ToBeVisibleAsync();
        await visit.Picture("work-ready-" + language);
        await visit.Press(button);
        await visit.Sees("line");
    }

    /// <summary>Says how long it took. WR_SOLVES asks for more tries and the difficulties of an attack, for the figures in docs/waiting-room.md.</summary>
    [Fact]
    public async Task Every_difficulty_is_solved_for_what_it_is()
    {
        var many = int.TryParse(Environment.GetEnvironmentVariable("WR_SOLVES"), CultureInfo.InvariantCulture, out var asked) ? asked : 0;
        foreach (var bits in many > 0 ? [8, 12, 16, 18, 20, 22] : new[] { 1, 8, 16 })
        {
            var room = await site.NewRoom($"work-{bits}-bits", Working with { ProofOfWorkBits = bits });
            await using var visit = await Visit.Begin(site);
            visit.Page.Context.SetDefaultTimeout(300_000);
            // The form is kept from leaving: what counts is when it would have.
            await visit.Page.AddInitScriptAsync("HTMLFormElement.prototype.submit = function () { window.solvedAfter = performance.now(); }");
            var milliseconds = new List<double>();
            for (var i = 0; i < Math.Max(2, many); i++)
            {
                await visit.Go("/rooms/" + room);
                await visit.Join();
                await visit.Page.WaitForFunctionAsync("window.solvedAfter !== undefined");
                var (challenge, nonce) = (await visit.Page.InputValueAsync("[name=challenge]"), await visit.Page.InputValueAsync("[name=nonce]"));
                Assert.True(ProofOfWork.Solves(challenge, nonce, bits), $"{bits} bits were not done.");
                milliseconds.Add(await visit.Page.EvaluateAsync<double>("solvedAfter - performance.getEntriesByType('navigation')[0].domInteractive"));
            }

            milliseconds.Sort();
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{bits} bits, {milliseconds.Count} times: mean {milliseconds.Average():F0} ms, median {milliseconds[milliseconds.Count / 2]:F0} ms, nine in ten under {milliseconds[milliseconds.Count * 9 / 10]:F0} ms"));
        }
    }
}
