using System.Net;
using Microsoft.Extensions.DependencyInjection;
using WaitingRoom.Grains.Documents;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Serving;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Support;

namespace WaitingRoom.Queue.Tests;

public sealed class RoomsAtRunTimeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_room_opens_and_goes_without_a_restart()
    {
        await using var host = await QueueHost.Start(folder);
        await Write(host, list => list.With(new RoomEntry("neu", new RoomTitle("Neu", "New"))));
        await Second(host);
        Assert.Equal(1, await host.NewVisitor().Join("neu"));

        await Write(host, list => new RoomList(list.Rooms.RemoveAll(room => room.Name == "neu")));
        await Second(host);
        using var gone = await host.Get("/rooms/neu/status");
        Assert.Equal("room-unknown", await gone.Problem());
        using var stays = await host.Get("/rooms/impfung/status");
        Assert.Equal(HttpStatusCode.OK, stays.StatusCode);
    }

    [Fact]
    public async Task Settings_of_a_room_made_by_hand_are_not_overwritten()
    {
        await using var host = await QueueHost.Start(folder);
        await host.Grains.Ask(new RoomId("neu"), new RoomCommand.Configure(OperationId.New(), new RoomSettings(42)));
        await Write(host, list => list.With(new RoomEntry("neu", new RoomTitle("Neu", "New"))));
        await Second(host);
        Assert.Equal(42, (await host.Grains.Read(new RoomId("neu")))!.Settings.CeilingPerMinute);
    }

    [Fact]
    public async Task Phases_follow_the_clock_and_the_operator_within_a_second()
    {
        await using var host = await QueueHost.Start(folder);
        var opens = host.Time.GetUtcNow().AddMinutes(1);
        var settings = new RoomSettings(600) { PreQueueAt = opens.AddSeconds(-30), OpensAt = opens, ClosesAt = opens.AddMinutes(1) };
        async Task<string> State(RoomOverride by, DateTimeOffset at)
        {
            await host.Grains.Ask(host.Open.Id, new RoomCommand.Configure(OperationId.New(), settings with { Override = by }));
            host.Time.Advance(at - host.Time.GetUtcNow());
            await Second(host);
            using var answer = await host.Get("/rooms/impfung/status");
            return (await answer.Json()).GetProperty("state").GetString()!;
        }

        Assert.Equal("scheduled", await State(RoomOverride.None, host.Time.GetUtcNow()));
        Assert.Equal("pre-queue", await State(RoomOverride.None, opens.AddSeconds(-20)));
        Assert.Equal("open", await State(RoomOverride.None, opens.AddSeconds(1)));
        Assert.Equal("paused", await State(RoomOverride.Paused, opens.AddSeconds(5)));
        Assert.Equal("hold-all", await State(RoomOverride.HoldAll, opens.AddSeconds(10)));
        Assert.Equal("sold-out", await State(RoomOverride.SoldOut, opens.AddSeconds(15)));
        Assert.Equal("open", await State(RoomOverride.None, opens.AddSeconds(20)));
        Assert.Equal("closed", await State(RoomOverride.None, opens.AddSeconds(60)));
    }

    [Fact]
    public async Task Reasons_are_kept_in_memory_and_in_storage()
    {
        await using var host = await QueueHost.Start(folder);
        for (var i = 0; i < 10; i++)
        {
            await host.NewVisitor().Join();
        }

        await Second(host);
        var recent = host.Services.GetRequiredService<IAdmissionHistory>().Recent(host.Open.Id);
        Assert.Equal(10, recent.Sum(report => report.Released));

        await host.Services.GetRequiredService<ReasonsLog>().WriteAsync(default);
        var stored = await host.Services.GetRequiredService<IAdmissionLog>().Read(host.Open.Id, DateTimeOffset.MinValue, 100);
        Assert.Equal(10, stored.Sum(report => report.Released));
        Assert.True(stored.Count <= recent.Count);
    }

    [Fact]
    public async Task The_stream_tells_the_status_now_and_when_it_changes()
    {
        await using var host = await QueueHost.Start(folder);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/rooms/impfung/status");
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var answer = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        async Task<string> Next()
        {
            Assert.Equal("event: status", await lines.ReadLineAsync());
            var data = await lines.ReadLineAsync();
            Assert.Equal("", await lines.ReadLineAsync());
            return data!["data: ".Length..];
        }

        Assert.Contains("\"issued\":0", await Next(), StringComparison.Ordinal);
        await host.NewVisitor().Join();
        var second = Next();
        for (var tries = 0; tries < 100 && !second.IsCompleted; tries++)
        {
            await host.Tick();
        }

        Assert.Contains("\"issued\":1", await second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Streams_are_bounded_and_one_that_ends_makes_room()
    {
        await using var host = await QueueHost.Start(folder, configure: queue => queue.MostStreams = 2);
        using var first = await Stream(host);
        using (var second = await Stream(host))
        {
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
            using var third = await Stream(host);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "streams-full"), (third.StatusCode, await third.Problem()));
            Assert.NotNull(third.Headers.RetryAfter);
            // Polling goes on for everyone.
            using var poll = await host.Get("/rooms/impfung/status");
            Assert.Equal(HttpStatusCode.OK, poll.StatusCode);
        }

        // The server hears of a closed connection when it writes to it or the socket tells.
        var answer = HttpStatusCode.ServiceUnavailable;
        for (var tries = 0; tries < 500 && answer != HttpStatusCode.OK; tries++)
        {
            await host.NewVisitor().Join();
            await host.Tick();
            using var again = await Stream(host);
            answer = again.StatusCode;
        }

        Assert.Equal(HttpStatusCode.OK, answer);
    }

    [Fact]
    public async Task A_failing_admission_log_does_not_stop_serving()
    {
        await using var host = await QueueHost.Start(folder, admissions: _ => new BrokenLog());
        var visitors = new List<Visitor>();
        for (var i = 0; i < 5; i++)
        {
            visitors.Add(host.NewVisitor());
            await visitors[i].Join();
            await Second(host);
            await Assert.ThrowsAsync<LedgerUnavailableException>(() => host.Services.GetRequiredService<ReasonsLog>().WriteAsync(default));
            using var claim = await visitors[i].Claim();
            Assert.Equal(HttpStatusCode.Created, claim.StatusCode);
        }

        // What storage did not take is still told from memory, and the loop that writes has said so and lives on.
        Assert.Equal(5, host.Services.GetRequiredService<IAdmissionHistory>().Recent(host.Open.Id).Sum(report => report.Released));
        await host.NewVisitor().Join();
        for (var tries = 0; tries < 200 && !host.Log.Text.Contains("A round failed", StringComparison.Ordinal); tries++)
        {
            await Second(host);
            await host.NewVisitor().Join();
        }

        Assert.Contains("A round failed", host.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sessions_and_turns_outlive_a_restart_of_the_process()
    {
        string address, pass;
        Microsoft.Extensions.Time.Testing.FakeTimeProvider time;
        Visitor inside, called, waiting;
        await using (var before = await QueueHost.Start(folder))
        {
            (address, time) = (before.Address, before.Time);
            (inside, called, waiting) = (before.NewVisitor(), before.NewVisitor(), before.NewVisitor());
            await inside.Join();
            await called.Join();
            await Second(before);
            using var session = await inside.Post("/rooms/impfung/sessions", await inside.Admission());
            pass = (await session.Json()).GetProperty("pass").GetString()!;
            using var extension = await called.Post("/rooms/impfung/turn/extension", called.Ticket);
            Assert.Equal(HttpStatusCode.OK, extension.StatusCode);
            await before.Configure(new RoomSettings(600) { Override = RoomOverride.Paused });
            await waiting.Join();
            time.Advance(TimeSpan.FromSeconds(400));
        }

        await using var after = await QueueHost.Start(folder, address: address, time: time);
        (inside, called, waiting) = (inside with { Client = after.Client }, called with { Client = after.Client }, waiting with { Client = after.Client });
        await Second(after);
        var state = (await after.Grains.Read(after.Open.Id))!;
        Assert.Equal((1, 2L, RoomPhase.Paused), (state.Sessions.Count, state.Serving, state.PhaseAt(time.GetUtcNow())));

        // The extension, which alone keeps the turn open by now, and that it was the only one.
        using var turn = await after.Get("/rooms/impfung/turn", ("Authorization", "Bearer " + called.Ticket), ("Waiting-Room-Browser", called.Secret));
        var standing = await turn.Json();
        Assert.True(standing.GetProperty("turnSecondsLeft").GetDouble() is > 150 and < 250);
        Assert.False(standing.GetProperty("extensionLeft").GetBoolean());
        using var claim = await called.Claim();
        Assert.Equal(HttpStatusCode.Created, claim.StatusCode);
        using var early = await waiting.Claim();
        Assert.Equal("not-your-turn", await early.Problem());

        using var renewal = new HttpRequestMessage(HttpMethod.Patch, "/rooms/impfung/sessions");
        renewal.Headers.Authorization = new("Bearer", pass);
        using var renewed = await after.Client.SendAsync(renewal);
        Assert.Equal(HttpStatusCode.OK, renewed.StatusCode);
        Assert.Equal(2, (await after.Grains.Read(after.Open.Id))!.Sessions.Count);
    }

    private static async Task<HttpResponseMessage> Stream(QueueHost host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/rooms/impfung/status");
        request.Headers.Accept.ParseAdd("text/event-stream");
        return await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    internal static async Task Second(QueueHost host)
    {
        for (var tick = 0; tick < 6; tick++)
        {
            await host.Tick();
        }
    }

    private static async Task Write(QueueHost host, Func<RoomList, RoomList> change)
    {
        var documents = host.Services.GetRequiredService<IDocuments>();
        var document = (await documents.Get(RoomList.DocumentName))!;
        Assert.True(await documents.Put(RoomList.DocumentName, document.Version, change(RoomList.FromJson(document.Body)).ToJson()));
    }

    /// <summary>A table that nobody can write.</summary>
    private sealed class BrokenLog : IAdmissionLog
    {
        public ValueTask Append(RoomId room, IReadOnlyList<TickReport> reports, CancellationToken cancellation = default) =>
            throw new LedgerUnavailableException("The table is broken.");

        public ValueTask<IReadOnlyList<TickReport>> Read(RoomId room, DateTimeOffset from, int limit, CancellationToken cancellation = default) =>
            throw new LedgerUnavailableException("The table is broken.");
    }
}
