using System.Net;
using WaitingRoom.Admin.Tests.Hosting;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Support;

namespace WaitingRoom.Admin.Tests;

public sealed class RoomChangingTests : IDisposable
{
    private const string Path = "/operators/rooms/reise";
    private const string Titled = """{"title":{"de":"Reise","en":"Travel"}}""";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_room_that_is_put_is_there_with_its_defaults()
    {
        await using var host = await AdminHost.Open(folder);
        var token = await host.Token();

        using var made = await host.Send("PUT", Path, token, """{"title":{"de":"Reise","en":"Travel"},"returnOrigins":["https://app.example"],"ceilingPerMinute":40}""");
        using var read = await host.Send("GET", Path, token);
        using var list = await host.Send("GET", "/operators/rooms", token);

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var room = await read.Json();
        Assert.Equal(made.Headers.ETag, read.Headers.ETag);
        Assert.Equal("https://app.example", room.GetProperty("returnOrigins")[0].GetString());
        Assert.Equal(40, room.GetProperty("settings").GetProperty("ceilingPerMinute").GetInt32());
        Assert.Equal(RoomSettings.Default.SessionMinutes, room.GetProperty("settings").GetProperty("sessionMinutes").GetInt32());
        Assert.Equal("open", room.GetProperty("phase").GetString());
        Assert.Contains((await list.Json()).GetProperty("rooms").EnumerateArray(), line => line.GetProperty("room").GetString() == "reise");
    }

    [Fact]
    public async Task A_room_is_replaced_only_by_who_has_read_it()
    {
        await using var host = await AdminHost.Open(folder);
        var token = await host.Token();
        using var made = await host.Send("PUT", Path, token, Titled);
        var tag = made.Headers.ETag!.ToString();

        using var blind = await host.Send("PUT", Path, token, Titled);
        using var seeing = await host.Send("PUT", Path, token, """{"ceilingPerMinute":7}""", null, ("If-Match", tag));
        using var late = await host.Send("PUT", Path, token, """{"ceilingPerMinute":8}""", null, ("If-Match", tag));
        using var lateTitle = await host.Send("PATCH", Path, token, """{"title":{"de":"x"}}""", null, ("If-Match", tag));
        using var wild = await host.Send("PUT", Path, token, """{"ceilingPerMinute":8}""", null, ("If-Match", "\"else\""));
        using var anew = await host.Send("PUT", Path, token, Titled, null, ("If-None-Match", "*"));

        Assert.Equal((428, "if-match-missing"), ((int)blind.StatusCode, await blind.Problem()));
        Assert.Equal(HttpStatusCode.OK, seeing.StatusCode);
        foreach (var refused in (HttpResponseMessage[])[late, lateTitle, wild, anew])
        {
            Assert.Equal((412, "room-changed"), ((int)refused.StatusCode, await refused.Problem()));
        }

        Assert.Equal(7, (await host.Grains.Read(new RoomId("reise")))!.Settings.CeilingPerMinute);
    }

    [Fact]
    public async Task Of_operators_who_change_what_they_all_have_read_one_wins()
    {
        await using var host = await AdminHost.Open(folder);
        var token = await host.Token();
        using var made = await host.Send("PUT", Path, token, Titled);
        var tag = made.Headers.ETag!.ToString();

        var answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(n => host.Send("PATCH", Path, token, $$"""{"ceilingPerMinute":{{n}}}""", null, ("If-Match", tag))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(7, answers.Count(answer => answer.StatusCode == HttpStatusCode.PreconditionFailed));

        // The control: without what was seen last, the room takes them all.
        var unguarded = await Task.WhenAll(Enumerable.Range(1, 8).Select(n => host.Grains.Ask(
            new RoomId("reise"), new RoomCommand.Configure(OperationId.New(), RoomSettings.Default with { CeilingPerMinute = n }))));
        Assert.All(unguarded, reply => Assert.IsType<RoomOutcome.Configured>(((Reply<RoomOutcome>.Done)reply).Outcome));
    }

    [Fact]
    public async Task A_patch_changes_what_it_names_and_null_is_the_default()
    {
        await using var host = await AdminHost.Open(folder);
        var token = await host.Token();
        using var made = await host.Send("PUT", Path, token, """{"title":{"de":"Reise","en":"Travel"},"ceilingPerMinute":40,"claimWindowSeconds":60,"messages":{"de":"Hallo","en":"Hello"}}""");

        using var paused = await host.Send("PATCH", Path, token, """{"override":"paused","ceilingPerMinute":null,"messages":{"de":null},"title":{"en":"Trip"}}""");

        var room = await paused.Json();
        var settings = room.GetProperty("settings");
        Assert.Equal("paused", room.GetProperty("phase").GetString());
        Assert.Equal(RoomSettings.Default.CeilingPerMinute, settings.GetProperty("ceilingPerMinute").GetInt32());
        Assert.Equal(60, settings.GetProperty("claimWindowSeconds").GetInt32());
        Assert.Equal("""{"en":"Hello"}""", settings.GetProperty("messages").GetRawText());
        Assert.Equal("""{"de":"Reise","en":"Trip"}""", room.GetProperty("title").GetRawText());
        using var nowhere = await host.Send("PATCH", "/operators/rooms/nowhere", token, "{}");
        Assert.Equal("room-unknown", await nowhere.Problem());
    }

    [Fact]
    public async Task The_same_request_twice_is_one_change_and_one_record()
    {
        await using var host = await AdminHost.Open(folder);
        var token = await host.Token();
        using var made = await host.Send("PUT", Path, token, Titled);
        (string, string) match = ("If-Match", made.Headers.ETag!.ToString());

        host.Time.Advance(TimeSpan.FromSeconds(1));
        using var first = await host.Send("PATCH", Path, token, """{"ceilingPerMinute":40,"title":{"en":"Trip"}}""", "k", match);
        using var again = await host.Send("PATCH", Path, token, """{"ceilingPerMinute":40,"title":{"en":"Trip"}}""", "k", match);
        using var other = await host.Send("PATCH", Path, token, """{"ceilingPerMinute":41}""", "k");

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(first.Headers.ETag, again.Headers.ETag);
        Assert.Equal((422, "idempotency-key-reused"), ((int)other.StatusCode, await other.Problem()));
        Assert.Equal(40, (await host.Grains.Read(new RoomId("reise")))!.Settings.CeilingPerMinute);
        using var audit = await host.Send("GET", "/operators/audit?subject=room/reise", token);
        var actions = (await audit.Json()).GetProperty("records").EnumerateArray().Select(record => record.GetProperty("action").GetString());
        // What was asked for with a used key was asked for, and refused.
        Assert.Equal(["room.configure", "room.configure", "room.configure.asked", "room.configure.asked", "room.configure.asked"], actions.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"ceilingPerMinute":-1}""", "ceilingPerMinute")]
    [InlineData("""{"ceilingPerMinute":"many"}""", "ceilingPerMinute")]
    [InlineData("""{"override":"party"}""", "override")]
    [InlineData("""{"celingPerMinute":1}""", "celingPerMinute")]
    [InlineData("""{"staffSharePercent":91}""", "staffSharePercent")]
    [InlineData("""{"proofOfWorkBits":25}""", "proofOfWorkBits")]
    [InlineData("""{"order":"draw"}""", "opensAt")]
    [InlineData("""{"order":"draw","opensAt":"2026-02-01T08:00:00Z"}""", "beacon")]
    [InlineData("""{"preQueueAt":"2026-02-02T08:00:00Z","opensAt":"2026-02-01T08:00:00Z"}""", "preQueueAt")]
    [InlineData("""{"title":{"de":""}}""", "title")]
    [InlineData("""{"returnOrigins":["https://app.example/path"]}""", "returnOrigins")]
    [InlineData("""{"returnOrigins":["http://app.example"]}""", "returnOrigins")]
    [InlineData("""{"returnOrigins":["javascript:alert(1)"]}""", "returnOrigins")]
    public async Task A_setting_that_is_not_possible_is_named_and_nothing_changes(string patch, string field)
    {
        await using var host = await AdminHost.Open(folder);
        var token = await host.Token();
        using var made = await host.Send("PUT", Path, token, Titled);

        using var refused = await host.Send("PATCH", Path, token, patch);

        Assert.Equal((422, "room-settings-invalid"), ((int)refused.StatusCode, await refused.Problem()));
        Assert.Equal(field, (await refused.Json()).GetProperty("field").GetString());
        using var read = await host.Send("GET", Path, token);
        Assert.Equal(made.Headers.ETag, read.Headers.ETag);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"ceilingPerMinute":1,"ceilingPerMinute":2}""")]
    public async Task What_is_no_object_is_a_bad_request(string body)
    {
        await using var host = await AdminHost.Open(folder);
        using var answer = await host.Send("PUT", Path, await host.Token(), body);
        Assert.Equal("bad-request", await answer.Problem());
    }

    [Fact]
    public async Task A_name_that_cannot_stand_in_an_address_makes_no_room()
    {
        await using var host = await AdminHost.Open(folder);
        using var answer = await host.Send("PUT", "/operators/rooms/Reise%20", await host.Token(), Titled);
        Assert.Equal("room-settings-invalid", await answer.Problem());
    }

    [Fact]
    public async Task A_line_that_has_formed_is_not_drawn_any_more()
    {
        await using var host = await AdminHost.Open(folder);
        var token = await host.Token();
        using var made = await host.Send("PUT", Path, token, Titled);
        await host.Grains.Ask(new RoomId("reise"), new RoomCommand.TakeBlock(OperationId.New(), 10));

        using var refused = await host.Send("PATCH", Path, token, """{"order":"draw","opensAt":"2026-02-01T08:00:00Z","beacon":"operator:lottery"}""");

        Assert.Equal((409, "draw-fixed"), ((int)refused.StatusCode, await refused.Problem()));
    }

    [Fact]
    public async Task A_change_without_an_idempotency_key_is_asked_for_it()
    {
        await using var host = await AdminHost.Open(folder);
        using var answer = await host.Send("PUT", Path, await host.Token(), Titled, key: " ");
        Assert.Equal("idempotency-key-missing", await answer.Problem());
    }
}
