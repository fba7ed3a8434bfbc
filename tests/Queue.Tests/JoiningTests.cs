using System.Net;
using WaitingRoom.Queue.Joining;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Support;

namespace WaitingRoom.Queue.Tests;

public sealed class JoiningTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Two_hundred_who_join_at_once_get_two_hundred_numbers()
    {
        await using var host = await QueueHost.Start(folder);

        var numbers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => host.NewVisitor().Join()));

        Assert.Equal(200, numbers.Distinct().Count());
        Assert.All(numbers, number => Assert.InRange(number, 1, 200));
    }

    [Fact]
    public async Task A_browser_that_joins_many_times_at_once_gets_one_number()
    {
        await using var host = await QueueHost.Start(folder);
        var visitor = host.NewVisitor();

        var numbers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => (visitor with { }).Join()));

        Assert.Single(numbers.Distinct());
        Assert.Equal(1, host.Open.HandedOut);
    }

    [Fact]
    public async Task Joining_again_gives_the_same_ticket_with_and_without_the_ticket_sent_along()
    {
        await using var host = await QueueHost.Start(folder);
        var visitor = host.NewVisitor();
        await visitor.Join();
        await host.Tick();

        using var without = await visitor.Post("/rooms/impfung/tickets");
        using var along = await visitor.Post("/rooms/impfung/tickets", visitor.Ticket);

        Assert.Equal(HttpStatusCode.Created, without.StatusCode);
        Assert.Equal(HttpStatusCode.OK, along.StatusCode);
        Assert.Equal(visitor.Ticket, (await without.Json()).GetProperty("ticket").GetString());
        Assert.Equal(visitor.Ticket, (await along.Json()).GetProperty("ticket").GetString());
    }

    [Fact]
    public async Task A_restart_keeps_the_place_and_gives_no_number_twice()
    {
        var visitors = new List<Visitor>();
        string address;
        await using (var before = await QueueHost.Start(folder))
        {
            address = before.Address;
            for (var i = 0; i < 40; i++)
            {
                visitors.Add(before.NewVisitor());
                Assert.Equal(i + 1, await visitors[i].Join());
            }
        }

        await using var after = await QueueHost.Start(folder, address: address);
        var old = visitors[17] with { Client = after.Client };
        using var again = await old.Post("/rooms/impfung/tickets", old.Ticket);
        Assert.Equal(18, (await again.Json()).GetProperty("number").GetInt64());
        Assert.Equal(old.Ticket, (await again.Json()).GetProperty("ticket").GetString());

        var newcomers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => after.NewVisitor().Join()));
        Assert.All(newcomers, number => Assert.True(number > 40));
        // Whoever joined before the restart is still served.
        Assert.True(after.Open.HandedOut >= 40);
    }

    [Fact]
    public async Task Joining_a_long_line_costs_no_question_to_the_grain_while_a_block_lasts()
    {
        await using var host = await QueueHost.Start(folder, ceilingPerMinute: 2);
        await host.NewVisitor().Join();
        await host.Tick();
        for (var i = 0; i < 127; i++)
        {
            await host.NewVisitor().Join();
        }

        // Each block is twice as large as the one before, as people come at once: 1, 2, 4 and so on, and the last one ahead of need.
        Assert.InRange(host.Grains.Asked["TakeBlock"], 7, 12);
    }

    [Fact]
    public async Task What_a_program_has_to_send_is_asked_for_by_name()
    {
        await using var host = await QueueHost.Start(folder);
        async Task<string> Problem(string path, params (string Name, string Value)[] headers)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path);
            foreach (var (name, value) in headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            using var answer = await host.Client.SendAsync(request);
            return await answer.Problem();
        }

        var secret = ("Waiting-Room-Browser", host.NewVisitor().Secret);
        Assert.Equal("idempotency-key-missing", await Problem("/rooms/impfung/tickets", secret));
        Assert.Equal("idempotency-key-missing", await Problem("/rooms/impfung/tickets", secret, ("Idempotency-Key", new string('k', 129))));
        Assert.Equal("browser-missing", await Problem("/rooms/impfung/tickets", ("Idempotency-Key", "k")));
        Assert.Equal("browser-missing", await Problem("/rooms/impfung/tickets", ("Idempotency-Key", "k"), ("Waiting-Room-Browser", "short")));
        Assert.Equal("room-unknown", await Problem("/rooms/nowhere/tickets", secret, ("Idempotency-Key", "k")));
        Assert.Equal("cross-site", await Problem("/rooms/impfung/tickets", secret, ("Idempotency-Key", "k"), ("Sec-Fetch-Site", "cross-site")));
        Assert.Equal(0, host.Open.HandedOut);
    }

    [Fact]
    public async Task The_memory_of_joins_is_bounded_and_forgets_the_oldest()
    {
        var joins = new RecentJoins();
        long next = 0;
        Task<Place?> Join(int browser) => joins.GetOrJoin(new Guid(browser, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]), () => Task.FromResult<Place?>(new Place(++next, default)));
        for (var browser = 0; browser <= RecentJoins.Limit; browser++)
        {
            await Join(browser);
        }

        Assert.Equal(2, (await Join(1))!.Number);
        Assert.Equal(RecentJoins.Limit + 2, (await Join(0))!.Number);
    }

    [Fact]
    public async Task A_join_that_failed_is_not_remembered()
    {
        var joins = new RecentJoins();
        Assert.Null(await joins.GetOrJoin(Guid.Empty, () => Task.FromResult<Place?>(null)));
        Assert.Equal(7, (await joins.GetOrJoin(Guid.Empty, () => Task.FromResult<Place?>(new Place(7, default))))!.Number);
    }
}
