using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using WaitingRoom.Browser.Tests.Hosting;
using WaitingRoom.Grains.Draws;
using WaitingRoom.Support;
using Xunit.Abstractions;

namespace WaitingRoom.Browser.Tests;

/// <summary>The page that checks a draw, in a real browser: what it confirms, what it refuses, and that a million tickets do not stop it.</summary>
[Collection(BookingSite.Name)]
public sealed class DrawCheckTests(SiteHost site, ITestOutputHelper output)
{
    private const int DeskWidth = 1280;

    [Fact]
    public async Task It_recomputes_the_room_s_draw_and_shows_the_own_place()
    {
        var room = await DrawnRoom.Gather(site, "check");
        await site.Crowd(room, 6);
        await using var visit = await Visit.Begin(site, width: 390);
        await visit.Go("/rooms/" + room);
        await visit.Join();
        var number = await visit.Page.EvaluateAsync<long>("JSON.parse(document.getElementById('data').textContent).number");
        await visit.Go($"/rooms/{room}/draw/check");
        await Assertions.Expect(visit.Page.GetByText("Die Auslosung hat noch nicht stattgefunden")).ToBeVisibleAsync();
        await visit.IsAccessible("draw-check-promised");
        await DrawnRoom.Close(site, room);
        await DrawnRoom.Draw(site, room);
        var place = (await site.Read(room)).PlaceOf(number);

        foreach (var (language, width, button, verified, own) in new[]
        {
            ("de", 390, "Diese Auslosung prüfen", "Geprüft", $"Nummer {number} war dabei und hat Platz {place} von 7."),
            ("en", DeskWidth, "Check this draw", "Verified", $"Number {number} took part and has place {place} of 7."),
        })
        {
            await visit.Page.SetViewportSizeAsync(width, 900);
            await visit.Go($"/rooms/{room}/draw/check?lang={language}");
            Assert.Equal(language, await visit.Page.Locator("html").GetAttributeAsync("lang"));
            await visit.Press(button);
            await Outcome(visit, "verified");
            await Assertions.Expect(visit.Page.Locator("#wr-draw-result")).ToContainTextAsync(verified);
            await Assertions.Expect(visit.Page.Locator("#wr-draw-result")).ToContainTextAsync(own);
            Assert.Equal(7, await visit.Page.Locator("#wr-draw-steps li[data-holds=true]").CountAsync());
            await visit.IsAccessible("draw-check-" + language);
        }

        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task It_detects_every_change_of_a_saved_file()
    {
        var room = await Ready("changed");
        await using var visit = await Visit.Begin(site, width: DeskWidth);
        await visit.Go($"/rooms/{room}/draw/check?lang=de");
        var json = await FileOf(20);
        await Choose(visit, json);
        await Outcome(visit, "verified");
        foreach (var (change, seenBy) in new (Action<JsonObject> Change, string SeenBy)[]
        {
            (file => file["seed"] = Other(file["seed"]), "seed"),
            (file => file["beaconValue"] = "3 14 15 93", "seed"),
            (file => file["secret"] = Other(file["secret"]), "commitment seed"),
            (file => file["commitment"] = Other(file["commitment"]), "commitment"),
            (file => file["leaves"]![3] = Other(file["leaves"]![3]), "root seed"),
            (file => file["leaves"]!.AsArray().RemoveAt(19), "count"),
            (file => (file["leaves"]![0], file["leaves"]![1]) = (file["leaves"]![1]!.DeepClone(), file["leaves"]![0]!.DeepClone()), "root seed"),
            (file => file["state"] = "promised", "complete"),
        })
        {
            var file = JsonNode.Parse(json)!.AsObject();
            change(file);
            await Choose(visit, Encoding.UTF8.GetBytes(file.ToJsonString()));
            await Outcome(visit, "refuted");
            var found = await visit.Page.Locator("#wr-draw-steps li[data-holds=false]").EvaluateAllAsync<string[]>("items => items.map(item => item.dataset.step)");
            Assert.Equal(seenBy, string.Join(' ', found));
        }

        await visit.IsAccessible("draw-check-refuted");
        await Choose(visit, "no draw"u8.ToArray());
        await Outcome(visit, "unreadable");
        await Choose(visit, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json).Insert(1, "\"seed\":\"first\",")));
        await Outcome(visit, "unreadable");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task It_is_used_with_the_keyboard_and_looks_up_any_number()
    {
        var room = await Ready("typed");
        await using var visit = await Visit.Begin(site, width: DeskWidth);
        await visit.Go($"/rooms/{room}/draw/check?lang=de");
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(visit.Page.GetByLabel("Wartenummer (freiwillig)")).ToBeFocusedAsync();
        await visit.Page.Keyboard.TypeAsync("2");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Outcome(visit, "verified");
        await Assertions.Expect(visit.Page.Locator("#wr-draw-result")).ToContainTextAsync($"Nummer 2 war dabei und hat Platz {(await site.Read(room)).PlaceOf(2)} von 3.");
        await visit.Page.GetByLabel("Wartenummer (freiwillig)").FillAsync("4");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Outcome(visit, "refuted");
        await Assertions.Expect(visit.Page.Locator("#wr-draw-steps")).ToContainTextAsync("Nummer 4 war nicht dabei");
    }

    [Fact]
    public async Task A_million_tickets_are_checked_while_the_page_stays_alive()
    {
        const int Million = 1_000_000;
        var room = await Ready("million");
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File("draw.json"), await FileOf(Million));
        await using var visit = await Visit.Begin(site, width: DeskWidth);
        await visit.Go($"/rooms/{room}/draw/check?lang=de");
        // Frames come only while nothing holds the page up; each notes how far the bar is.
        await visit.Page.EvaluateAsync("""
            () => {
              window.seen = new Set();
              window.longest = 0;
              let last = performance.now();
              const bar = document.getElementById("wr-draw-progress");
              const frame = (now) => { longest = Math.max(longest, now - last); last = now; if (!bar.hidden) seen.add(bar.value); requestAnimationFrame(frame); };
              requestAnimationFrame(frame);
            }
            """);
        await visit.Page.GetByLabel("Wartenummer (freiwillig)").FillAsync("1000000");
        var begun = TimeProvider.System.GetTimestamp();
        await visit.Page.Locator("#wr-draw-file").SetInputFilesAsync(folder.File("draw.json"));
        await Outcome(visit, "verified", TimeSpan.FromMinutes(3));
        var (took, longest) = (TimeProvider.System.GetElapsedTime(begun), await visit.Page.EvaluateAsync<double>("longest"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Million:N0} tickets: {took.TotalSeconds:F1} s, longest time between two frames {longest:F0} ms"));
        Assert.True(await visit.Page.EvaluateAsync<int>("seen.size") > 10, "The page stood still.");
        Assert.Empty(visit.Complaints);
    }

    private static Task Outcome(Visit visit, string outcome, TimeSpan? patience = null) => Assertions.Expect(visit.Page.Locator("#wr-draw-result"))
        .ToHaveAttributeAsync("data-outcome", outcome, new() { Timeout = (float?)patience?.TotalMilliseconds });

    private static Task Choose(Visit visit, byte[] json) =>
        visit.Page.Locator("#wr-draw-file").SetInputFilesAsync(new FilePayload { Name = "draw.json", MimeType = "application/json", Buffer = json });

    private static string Other(JsonNode? text) => (text!.GetValue<string>()[0] == '0' ? '1' : '0') + text.GetValue<string>()[1..];

    private async Task<string> Ready(string name)
    {
        var room = await DrawnRoom.Gather(site, name);
        await site.Crowd(room, 3);
        await DrawnRoom.Close(site, room);
        await DrawnRoom.Draw(site, room);
        return room;
    }

    private static async Task<byte[]> FileOf(int count)
    {
        var leaves = new byte[count * MerkleTree.HashBytes];
        for (var i = 0; i < count; i++)
        {
            SHA256.HashData(BitConverter.GetBytes(i), leaves.AsSpan(i * MerkleTree.HashBytes));
        }

        var secret = Convert.ToHexStringLower(SHA256.HashData("secret"u8));
        var draw = new Draw(new DrawCommitment(Draw.CommitmentOf(secret), "drand:quicknet/7"), count, Convert.ToHexStringLower(RosterTree.Of(leaves).Root), secret, "3 14 15 92");
        using var stream = new MemoryStream();
        await DrawFileWriting.Write(DrawFile.Of("saved", new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero), draw, leaves), stream);
        return stream.ToArray();
    }
}
