using WaitingRoom.Admin.Tests.Hosting;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Support;
using Microsoft.Extensions.DependencyInjection;

namespace WaitingRoom.Admin.Tests;

public sealed class AuditTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Every_change_says_who_when_before_and_after_and_holds_no_secret()
    {
        await using var host = await AdminHost.Open(folder);
        var (kim, robin) = (await host.Token(subject: "kim"), await host.Token(subject: "robin"));
        using var made = await host.Send("PUT", "/operators/rooms/reise", kim, """{"title":{"de":"Reise","en":"Travel"}}""");
        host.Time.Advance(TimeSpan.FromMinutes(1));
        using var changed = await host.Send("PATCH", "/operators/rooms/reise", robin, """{"ceilingPerMinute":40}""");
        using var refused = await host.Send("PATCH", "/operators/rooms/reise", robin, """{"ceilingPerMinute":-1}""");

        using var audit = await host.Send("GET", "/operators/audit?subject=room/reise&limit=10", kim);
        var records = (await audit.Json()).GetProperty("records");

        Assert.Equal(2, records.GetArrayLength());
        var newest = records[0];
        Assert.Equal(("robin", "operator", "room.configure", "room/reise"), (Text(newest, "who"), Text(newest, "role"), Text(newest, "action"), Text(newest, "subject")));
        Assert.Equal(AdminHost.Start.AddMinutes(1), newest.GetProperty("at").GetDateTimeOffset());
        Assert.Equal(600, newest.GetProperty("before").GetProperty("ceilingPerMinute").GetInt32());
        Assert.Equal(40, newest.GetProperty("after").GetProperty("ceilingPerMinute").GetInt32());
        Assert.False(records[1].TryGetProperty("before", out _));
        var text = await audit.Content.ReadAsStringAsync();
        Assert.All(kim.Split('.').Concat(robin.Split('.')), part => Assert.DoesNotContain(part, text, StringComparison.Ordinal));
        using var elsewhere = await host.Send("GET", "/operators/audit?subject=room/nowhere", kim);
        Assert.Equal(0, (await elsewhere.Json()).GetProperty("records").GetArrayLength());
        using var greedy = await host.Send("GET", "/operators/audit?limit=501", kim);
        Assert.Equal("parameter-invalid", await greedy.Problem());

        static string? Text(System.Text.Json.JsonElement record, string member) => record.GetProperty(member).GetString();
    }

    [Fact]
    public async Task Ticks_say_what_held_the_room_down()
    {
        await using var host = await AdminHost.Open(folder);
        var token = await host.Token();
        using var made = await host.Send("PUT", "/operators/rooms/reise", token, """{"title":{"de":"Reise","en":"Travel"}}""");
        TickReport Tick(int second, AdmissionBound bound) => new(AdminHost.Start.AddSeconds(second), RoomPhase.Open, 8, bound, 40, 0.1, 3, 4, 5, 6, null, null, 0);
        await host.Services.GetRequiredService<IAdmissionLog>().Append(
            new RoomId("reise"), [Tick(0, AdmissionBound.Ceiling), Tick(1, AdmissionBound.Ceiling), Tick(2, AdmissionBound.NobodyWaiting)]);

        using var all = await host.Send("GET", "/operators/rooms/reise/ticks", token);
        using var some = await host.Send("GET", $"/operators/rooms/reise/ticks?from={Uri.EscapeDataString(AdminHost.Start.AddSeconds(1).ToString("O"))}&limit=1", token);
        using var wrong = await host.Send("GET", "/operators/rooms/reise/ticks?from=yesterday", token);

        Assert.Equal("""{"ceiling":2,"nobody-waiting":1}""", (await all.Json()).GetProperty("bounds").GetRawText());
        Assert.Equal(AdminHost.Start.AddSeconds(1), (await some.Json()).GetProperty("ticks")[0].GetProperty("at").GetDateTimeOffset());
        Assert.Equal("parameter-invalid", await wrong.Problem());
    }

    [Fact]
    public async Task The_beacon_is_entered_after_the_opening_and_once()
    {
        await using var host = await AdminHost.Open(folder);
        var token = await host.Token();
        using var made = await host.Send(
            "PUT", "/operators/rooms/reise", token, """{"title":{"de":"Reise","en":"Travel"},"order":"draw","opensAt":"2026-01-05T09:00:00Z","beacon":"operator:lottery"}""");
        using var plain = await host.Send("PUT", "/operators/rooms/fifo", token, """{"title":{"de":"Reise","en":"Travel"}}""");
        Task<HttpResponseMessage> Enter(string value, string room = "reise") => host.Send("POST", $"/operators/rooms/{room}/beacon", token, $$"""{"value":"{{value}}"}""");

        using var early = await Enter("1 2 3");
        host.Time.Advance(TimeSpan.FromHours(1));
        var later = await host.Token();
        token = later;
        using var entered = await Enter("1 2 3");
        using var again = await Enter("1 2 3");
        using var other = await Enter("4 5 6");
        using var empty = await Enter("");
        using var none = await Enter("1", "fifo");

        Assert.Equal("beacon-too-early", await early.Problem());
        Assert.Equal(200, (int)entered.StatusCode);
        Assert.Equal(200, (int)again.StatusCode);
        Assert.Equal("beacon-fixed", await other.Problem());
        Assert.Equal("room-settings-invalid", await empty.Problem());
        Assert.Equal("room-settings-invalid", await none.Problem());
        Assert.Equal("1 2 3", (await entered.Json()).GetProperty("value").GetString());
    }
}
