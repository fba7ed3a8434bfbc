using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using Xunit.Abstractions;

namespace WaitingRoom.Server.Tests.Running;

/// <summary>What a process says when it can know nothing of the others any more.</summary>
public sealed class TwoProcessesTests(TwoProcesses nodes, ITestOutputHelper output) : IClassFixture<TwoProcesses>
{
    /// <summary>What is told may be proven by a reading so long ago.</summary>
    private static readonly TimeSpan ProvenFor = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData("hangs up")]
    [InlineData("falls silent")]
    public async Task A_process_that_is_cut_off_lets_nobody_in_says_as_of_when_it_speaks_and_recovers_by_itself(string how)
    {
        var (browser, ticket) = await Called();

        Action cut = how == "hangs up" ? nodes.Line.HangUp : nodes.Line.FallSilent;
        cut();
        var cutAt = TimeProvider.System.GetUtcNow();
        await TwoProcesses.Until("not ready", async () => await TwoProcesses.StatusOf(nodes.First, "/health/ready") == HttpStatusCode.ServiceUnavailable);
        Assert.Equal(HttpStatusCode.OK, await TwoProcesses.StatusOf(nodes.First, "/health/live"));
        var (status, problem) = await Claim(browser, ticket);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "/problems/room-unavailable"), (status, (string?)problem["type"]));

        // The other one is well, and long past the moment at which the first stands still.
        await TwoProcesses.Until("the other goes on", async () => (await TwoProcesses.Overview(nodes.Second)).AsOf > cutAt + ProvenFor);
        Assert.Equal(HttpStatusCode.OK, await TwoProcesses.StatusOf(nodes.Second, "/health/ready"));
        Assert.InRange((await TwoProcesses.Overview(nodes.First)).AsOf, DateTimeOffset.MinValue, cutAt);
        Assert.InRange((await TwoProcesses.RoomStatus(nodes.First))["asOf"]!.GetValue<DateTimeOffset>(), DateTimeOffset.MinValue, cutAt + ProvenFor);

        nodes.Line.Mend();
        var mendedAt = TimeProvider.System.GetUtcNow();
        var ready = await TwoProcesses.Until("ready", async () => await TwoProcesses.StatusOf(nodes.First, "/health/ready") == HttpStatusCode.OK);
        var admitted = await TwoProcesses.Until("let in", async () => (await Claim(browser, ticket)).Status == HttpStatusCode.Created);
        var overview = await TwoProcesses.Until("overview", async () => (await TwoProcesses.Overview(nodes.First)).AsOf > mendedAt);
        await Called();
        var told = await TwoProcesses.Until("status", async () => (await TwoProcesses.RoomStatus(nodes.First))["asOf"]!.GetValue<DateTimeOffset>() > mendedAt);
        output.WriteLine($"Ready after {ready.TotalMilliseconds:N0} ms, let in after {admitted.TotalMilliseconds:N0} more, overview after {overview.TotalMilliseconds:N0}, status after {told.TotalMilliseconds:N0}.");
    }

    /// <summary>Somebody whose turn it is at the first process.</summary>
    private async Task<(string Browser, string Ticket)> Called()
    {
        var browser = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var (ticket, number) = ("", 0L);
        await TwoProcesses.Until("a number", async () =>
        {
            var (status, joined) = await TwoProcesses.Post(nodes.First, "/rooms/impfung/tickets", browser);
            (ticket, number) = status == HttpStatusCode.Created ? ((string)joined["ticket"]!, (long)joined["number"]!) : ("", 0L);
            return status == HttpStatusCode.Created;
        });
        await TwoProcesses.Until("the turn", async () => (long)(await TwoProcesses.RoomStatus(nodes.First))["nowServing"]! >= number);
        return (browser, ticket);
    }

    private Task<(HttpStatusCode Status, System.Text.Json.Nodes.JsonNode Body)> Claim(string browser, string ticket) =>
        TwoProcesses.Post(nodes.First, "/rooms/impfung/admissions", browser, ticket);
}
