using Microsoft.Playwright;
using WaitingRoom.Browser.Tests.Hosting;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Support;

namespace WaitingRoom.Browser.Tests;

/// <summary>Whatever the room does and whoever looks: every view in every language, on a phone and on a desk, is accessible and no wider than the screen.</summary>
[Collection(Site.Name)]
public sealed class EveryStateTests(SiteHost site)
{
    private static readonly RoomSettings Paused = new(600)
    {
        Override = RoomOverride.Paused,
        Messages = RoomSettings.Default.Messages.Add("de", "Bitte Ausweis bereithalten.").Add("en", "Please have your ID ready.").Add("de-easy", "Bringen Sie den Aus-Weis mit."),
    };

    private static readonly RoomSettings Silent = Paused with { Messages = RoomSettings.Default.Messages };

    private static readonly RoomSettings Open = Silent with { Override = RoomOverride.None };

    [Theory]
    [InlineData("de", "Jetzt anstellen", "Zurück an die Reihe", "Weiter zur Terminbuchung")]
    [InlineData("en", "Join the line", "Take my turn again", "Go on to booking")]
    [InlineData("de-easy", "Jetzt anstellen", "Ich will wieder dran sein", "Weiter zum Termin")]
    public async Task Every_view_is_for_everybody(string language, string join, string again, string enter)
    {
        var room = await site.NewRoom("every-" + language, Silent with { Override = RoomOverride.None, PreQueueAt = site.Now.AddDays(1), OpensAt = site.Now.AddDays(2) });
        await using var visit = await Visit.Begin(site);
        async Task See(string view, string name)
        {
            await Find(view);
            await Look(name);
        }

        Task Find(string view) => Patience.Until(async () =>
        {
            await visit.Go($"/rooms/{room}?lang={language}");
            return await visit.Page.Locator($"[data-view={view}]").IsVisibleAsync();
        });

        async Task Look(string name)
        {
            // What axe looks at does not depend on the words, so German stands for the desk and the others for the phone; how long they are does.
            foreach (var (width, height, looksCloser) in new[] { (1280, 900, language == "de"), (390, 844, language != "de") })
            {
                await visit.Page.SetViewportSizeAsync(width, height);
                if (looksCloser)
                {
                    await visit.IsAccessible($"{language}-{name}");
                }
                else
                {
                    await visit.HasNoSidewaysScroll();
                    await visit.Picture($"{language}-{name}");
                }
            }
        }

        await See("scheduled", "01-scheduled");
        await site.Configure(room, Silent);
        await site.Crowd(room, 25);
        await See("join", "02-join");
        await visit.Press(join);
        await visit.Sees("line");
        await See("line", "04-paused");
        await site.Configure(room, Paused);
        await Patience.Until(async () =>
        {
            await visit.Go($"/rooms/{room}?lang={language}");
            return await visit.Page.Locator("#message-box").IsVisibleAsync();
        });
        await Look("05-message");
        await site.Configure(room, Silent with { Override = RoomOverride.None, PreQueueAt = site.Now.AddDays(-1), OpensAt = site.Now.AddHours(2) });
        await See("prequeue", "03-prequeue");
        await site.Configure(room, Open with { CeilingPerMinute = 6 });
        await Patience.Until(async () => (await site.Read(room)).Serving > 0);
        await See("line", "06-line-far");
        await site.Configure(room, Silent with { Override = RoomOverride.HoldAll });
        await Patience.Until(async () => await site.StateOf(room) == "hold-all");
        await See("line", "07-held");
        await visit.Page.Context.SetOfflineAsync(true);
        await Assertions.Expect(visit.Page.Locator("#offline")).ToBeVisibleAsync();
        await Look("08-offline");
        await visit.Page.Context.SetOfflineAsync(false);
        await site.Configure(room, Silent with { Override = RoomOverride.SoldOut });
        await See("soldout", "09-sold-out");
        await site.Configure(room, Silent with { Override = RoomOverride.Closed });
        await See("closed", "10-closed");
        await site.Configure(room, Open);
        await See("turn", "11-turn");
        await visit.Page.ReloadAsync();
        var left = await visit.Page.EvaluateAsync<double>("JSON.parse(document.getElementById('data').textContent).turnSeconds");
        site.Move(TimeSpan.FromSeconds(left - 55));
        await Find("turn");
        await Assertions.Expect(visit.Page.Locator("#ending")).ToBeVisibleAsync();
        await Look("12-turn-ending");
        site.Move(TimeSpan.FromSeconds(60));
        await See("lost", "13-lost");
        await visit.Press(again);
        await visit.Press(enter);
        await visit.Page.WaitForURLAsync("**/booking");
        await See("inside", "14-inside");
    }
}
