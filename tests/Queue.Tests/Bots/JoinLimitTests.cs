using System.Net;
using Microsoft.AspNetCore.Http;
using WaitingRoom.Queue.Bots;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Support;

namespace WaitingRoom.Queue.Tests.Bots;

public sealed class JoinLimitTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Five_thousand_people_behind_one_carriers_address_all_get_in()
    {
        await using var host = await QueueHost.Start(folder);
        var numbers = new System.Collections.Concurrent.ConcurrentBag<long>();

        await Parallel.ForAsync(0, 5000, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (_, _) => numbers.Add(await host.NewVisitor().Join()));

        Assert.Equal(5000, numbers.Distinct().Count());
    }

    [Fact]
    public async Task A_browser_that_hammers_is_told_how_long_to_wait_and_its_neighbours_are_not()
    {
        await using var host = await QueueHost.Start(folder);
        var (hammer, neighbour) = (host.NewVisitor(), host.NewVisitor());
        HttpResponseMessage? refused = null;
        for (var n = 0; n < JoinLimits.BrowserBurst * 4 && refused is null; n++)
        {
            var answer = await hammer.Post("/rooms/impfung/tickets");
            Assert.True(answer.Headers.Contains("RateLimit-Policy"));
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                refused = answer;
            }
        }

        Assert.NotNull(refused);
        Assert.Equal("join-too-often", await refused.Problem());
        Assert.Equal("\"browser\";q=60;w=60, \"range\";q=20000;w=100", Assert.Single(refused.Headers.GetValues("RateLimit-Policy")));
        Assert.StartsWith("\"browser\";r=0;t=60", refused.Headers.GetValues("RateLimit").First(), StringComparison.Ordinal);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 2);
        Assert.Equal(2, await neighbour.Join());
    }

    [Fact]
    public async Task The_limit_of_a_range_holds_for_all_browsers_in_it_and_for_no_other_range()
    {
        await using var limits = new JoinLimits(TimeProvider.System);
        HttpContext From(string address)
        {
            var context = new DefaultHttpContext();
            context.Connection.RemoteIpAddress = IPAddress.Parse(address);
            return context;
        }

        var refused = 0;
        for (var n = 0; n < JoinLimits.RangeBurst * 2 && refused == 0; n++)
        {
            refused = limits.Knock(From($"203.0.113.{n % 256}"), null) is null ? 0 : n;
        }

        Assert.InRange(refused, JoinLimits.RangeBurst, JoinLimits.RangeBurst * 2);
        Assert.Null(limits.Knock(From("203.0.114.1"), null));
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.250", true)]
    [InlineData("203.0.113.7", "203.0.114.7", false)]
    [InlineData("::ffff:203.0.113.7", "203.0.113.8", true)]
    [InlineData("2001:db8:1:200::1", "2001:db8:1:2ff:a:b:c:d", true)]
    [InlineData("2001:db8:1:200::1", "2001:db8:1:300::1", false)]
    [InlineData("::", "0.0.0.0", false)]
    public void A_range_is_what_one_network_gets(string one, string other, bool same) =>
        Assert.Equal(same, JoinLimits.RangeOf(IPAddress.Parse(one)) == JoinLimits.RangeOf(IPAddress.Parse(other)));
}
