using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Bots;
using WaitingRoom.Queue.Keys;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Queue.Tokens;
using WaitingRoom.Support;

namespace WaitingRoom.Queue.Tests.Bots;

public sealed class EndlessQueueTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Whoever_fills_the_field_that_no_person_sees_waits_without_end_and_takes_no_number()
    {
        await using var host = await QueueHost.Start(folder);
        var (bot, person) = (host.NewVisitor(), host.NewVisitor());
        await Fill(host, bot);
        await host.Tick();

        var number = await bot.Join();
        using var again = await bot.Post("/rooms/impfung/tickets", bot.Ticket);
        using var claim = await bot.Claim();

        Assert.InRange(number, 1_000_000, 2_000_000);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(bot.Ticket, (await again.Json()).GetProperty("ticket").GetString());
        Assert.Equal("not-your-turn", await claim.Problem());
        Assert.Equal(0, host.Open.HandedOut);
        Assert.False(host.Grains.Asked.ContainsKey("TakeBlock"));
        Assert.False(host.Grains.Asked.ContainsKey("Claim"));

        // The control: the same form without that field gets number 1, and the tickets look alike.
        Assert.Equal(1, await person.Join());
        Assert.Equal(Members(person.Ticket!), Members(bot.Ticket!));
    }

    [Fact]
    public async Task It_is_never_called_not_even_when_the_line_has_come_past_its_number()
    {
        await using var host = await QueueHost.Start(folder, ceilingPerMinute: 60_000);
        var people = Enumerable.Range(0, 5).Select(_ => host.NewVisitor()).ToList();
        foreach (var person in people)
        {
            await person.Join();
        }

        await host.Tick();
        await host.Tick();
        var bot = host.NewVisitor();
        var tickets = host.Services.GetRequiredService<Tickets>();
        var context = new Microsoft.AspNetCore.Http.DefaultHttpContext();
        context.Request.Headers["Waiting-Room-Browser"] = bot.Secret;
        BrowserSecret.TryRead(context.Request, host.Services.GetRequiredService<WaitingRoom.Web.Security.WebCookies>(), out var secret);
        string Make(bool endless) => tickets.Make(QueueHost.Room, new Joining.Place(3, host.Time.GetUtcNow()) { Endless = endless }, secret!.Value);

        using var refused = await bot.Claim(ticket: Make(endless: true));
        using var extension = await bot.Post("/rooms/impfung/turn/extension", Make(endless: true));
        using var control = await bot.Claim(ticket: Make(endless: false));

        Assert.Equal("one-moment", await refused.Problem());
        Assert.NotEqual(HttpStatusCode.OK, extension.StatusCode);
        Assert.Equal(HttpStatusCode.Created, control.StatusCode);
    }

    [Fact]
    public async Task The_operator_can_switch_it_off()
    {
        await using var host = await QueueHost.Start(folder);
        await host.Configure(RoomSettings.Default with { EndlessQueue = false });
        var bot = host.NewVisitor();
        await Fill(host, bot);
        Assert.Equal(1, await bot.Join());
    }

    [Fact]
    public async Task Whoever_has_a_number_already_keeps_it()
    {
        await using var host = await QueueHost.Start(folder);
        var visitor = host.NewVisitor();
        await visitor.Join();
        await Fill(host, visitor);
        Assert.Equal(1, await visitor.Join());
    }

    [Fact]
    public void Failures_flag_only_when_they_are_many_within_an_hour_and_a_flag_ends()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var suspicion = new Suspicion(time);
        var browser = new Guid(1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11]);
        for (var n = 1; n < Suspicion.MostFailures; n++)
        {
            suspicion.ChallengeFailed(browser);
        }

        Assert.False(suspicion.IsFlagged(browser));
        time.Advance(Suspicion.Memory);
        suspicion.ChallengeFailed(browser);
        Assert.False(suspicion.IsFlagged(browser));
        for (var n = 1; n < Suspicion.MostFailures; n++)
        {
            suspicion.ChallengeFailed(browser);
        }

        Assert.True(suspicion.IsFlagged(browser));
        Assert.False(suspicion.IsFlagged(Guid.Empty));
        time.Advance(Suspicion.Memory);
        Assert.False(suspicion.IsFlagged(browser));
    }

    private static async Task Fill(QueueHost host, Visitor visitor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/rooms/impfung/tickets")
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create(BotDoor.TrapField, "https://buy.example")]),
        };
        request.Headers.Add("Waiting-Room-Browser", visitor.Secret);
        using var answer = await host.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }

    private static List<string> Members(string ticket) =>
        [.. new JsonWebToken(ticket).Claims.Select(claim => $"{claim.Type}:{(claim.Type is "mrk" or "cnf" ? claim.Value.Length : 0)}")];
}
