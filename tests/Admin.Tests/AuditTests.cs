using WaitingRoom.Admin.Tests.Hosting;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Rooms;
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
        var all = (await audit.Json()).GetProperty("records").EnumerateArray().ToList();
        var records = all.Where(record => Text(record, "action") == "room.configure").ToList();
        var asked = all.Where(record => Text(record, "action") == "room.configure.asked").ToList();

        Assert.Equal(2, records.Count);
        // What was possible has been asked for first, in the same words; what was not is in no record.
        Assert.Equal(
            records.Select(record => (Text(record, "who"), record.GetProperty("after").GetRawText())),
            asked.Select(record => (Text(record, "who"), record.GetProperty("after").GetRawText())));
        Assert.Equal(4, all.Count);
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
    public async Task What_cannot_be_written_down_is_not_done()
    {
        var broken = false;
        await using var host = await AdminHost.Open(folder, audit: real => new SometimesSilent(real, () => broken));
        var token = await host.Token();
        using var made = await host.Send("PUT", "/operators/rooms/reise", token, """{"title":{"de":"Reise","en":"Travel"}}""");
        Assert.Equal(201, (int)made.StatusCode);

        broken = true;
        using var refused = await host.Send("PATCH", "/operators/rooms/reise", token, """{"ceilingPerMinute":40}""", "k");
        Assert.Equal((503, "room-unavailable"), ((int)refused.StatusCode, await refused.Problem()));
        Assert.Equal(600, (await host.Grains.Read(new RoomId("reise")))!.Settings.CeilingPerMinute);

        // The control, and the same request again.
        broken = false;
        using var done = await host.Send("PATCH", "/operators/rooms/reise", token, """{"ceilingPerMinute":40}""", "k");
        Assert.Equal(200, (int)done.StatusCode);
        Assert.Equal(40, (await host.Grains.Read(new RoomId("reise")))!.Settings.CeilingPerMinute);
    }

    [Fact]
    public async Task The_last_ten_minutes_come_from_memory_with_every_tick_and_older_ones_from_storage()
    {
        await using var host = await AdminHost.Open(folder);
        var token = await host.Token();
        var room = new RoomId(AdminHost.CitizensRoom);
        TickReport Tick(int second) => new(AdminHost.Start.AddSeconds(second), RoomPhase.Open, 8, AdmissionBound.Ceiling, 40, 0.1, 3, 4, 5, 6, null, null, 0);
        var log = host.Services.GetRequiredService<IAdmissionLog>();
        await log.Append(room, [Tick(-1200), Tick(-1199), Tick(1)]);
        using (var before = await host.Send("GET", $"/operators/rooms/{room.Name}/ticks", token))
        {
            // A process that has just started knows only what is stored.
            Assert.Equal([Tick(1).At], await Times(before));
        }

        Assert.True(host.Services.GetRequiredService<OpenRooms>().TryFind(room.Name, out var open));
        for (var second = 1; second <= 5; second++)
        {
            open.Ticks.Add(Tick(second));
        }

        string From(int second) => $"/operators/rooms/{room.Name}/ticks?from={Uri.EscapeDataString(AdminHost.Start.AddSeconds(second).ToString("O"))}";
        using var newest = await host.Send("GET", $"/operators/rooms/{room.Name}/ticks?limit=2", token);
        using var inside = await host.Send("GET", From(2) + "&limit=2", token);
        using var across = await host.Send("GET", From(-1199), token);
        using var first = await host.Send("GET", From(-3600) + "&limit=3", token);

        Assert.Equal([Tick(4).At, Tick(5).At], await Times(newest));
        Assert.Equal([Tick(2).At, Tick(3).At], await Times(inside));
        Assert.Equal([Tick(-1199).At, Tick(1).At, Tick(2).At, Tick(3).At, Tick(4).At, Tick(5).At], await Times(across));
        Assert.Equal([Tick(-1200).At, Tick(-1199).At, Tick(1).At], await Times(first));

        static async Task<DateTimeOffset[]> Times(HttpResponseMessage answer) =>
            [.. (await answer.Json()).GetProperty("ticks").EnumerateArray().Select(tick => tick.GetProperty("at").GetDateTimeOffset())];
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

    /// <summary>The real log behind a storage that can be cut off.</summary>
    private sealed class SometimesSilent(IAuditLog real, Func<bool> isSilent) : IAuditLog
    {
        public ValueTask Append(AuditRecord record, CancellationToken cancellation = default) =>
            isSilent() ? throw new LedgerUnavailableException("Storage is cut off.") : real.Append(record, cancellation);

        public ValueTask<IReadOnlyList<AuditRecord>> Read(string? subject, int limit, CancellationToken cancellation = default) =>
            isSilent() ? throw new LedgerUnavailableException("Storage is cut off.") : real.Read(subject, limit, cancellation);
    }
}
