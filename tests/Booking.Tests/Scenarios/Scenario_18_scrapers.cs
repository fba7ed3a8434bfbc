using System.Collections.Concurrent;
using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WaitingRoom.Booking.Feed;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Documents;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Booking.Tests.Scenarios;

/// <summary>
/// Crowds read the overview and the feed while people book. What readers get was written beforehand, once for all of them; they ask no grain and no storage, so there is nothing in
/// which a booking could wait behind them.
/// </summary>
public sealed class Scenario_18_scrapers : IAsyncLifetime
{
    private const int Readers = 60;
    private const int Rounds = 8;
    private const int Bookings = 12;
    private const string Slot = "1000-johnson";

    private static readonly string[] Paths = ["/availability", "/availability?vaccine=johnson", "/feed/$bulk-publish", "/feed/locations.ndjson", "/feed/schedules.ndjson", "/feed/slots/DE-SN.ndjson"];
    private static readonly DateOnly Date = BookingHost.Today.AddDays(3);

    private readonly Questions questions = new();
    private readonly BookingHost host;

    public Scenario_18_scrapers() => host = new BookingHost
    {
        Adding = builder =>
        {
            builder.Services.AddHttpContextAccessor();
            questions.Count<IGrains>(builder.Services);
            questions.Count<IReadModels>(builder.Services);
            questions.Count<IDocuments>(builder.Services);
        },
    };

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Readers_are_served_what_was_written_once_and_ask_nobody_while_people_book()
    {
        await host.Supply(BookingHost.Dresden, Date, Slot, web: Bookings);
        using var client = new HttpClient { BaseAddress = host.Address };
        var before = await Read(client);
        questions.Asked.Clear();

        var readers = Enumerable.Range(0, Readers).Select(async _ =>
        {
            var seen = new List<string>();
            for (var round = 0; round < Rounds; round++)
            {
                seen.AddRange(await Read(client));
            }

            return seen;
        }).ToArray();
        var citizens = Enumerable.Range(0, Bookings).Select(_ => Book()).ToArray();
        await Task.WhenAll(citizens);
        var tags = (await Task.WhenAll(readers)).SelectMany(seen => seen).ToArray();

        // Everybody booked; every reader got the very bytes that were there before.
        Assert.Equal(Readers * Rounds * Paths.Length, tags.Length);
        Assert.Equal(before.Order(), tags.Distinct().Order());

        // The control: the count does see who asks.
        Assert.All(Paths, path => Assert.DoesNotContain(path.Split('?')[0], questions.Asked.Keys));
        Assert.True(questions.Asked["/booking/holds"] >= Bookings);

        // When the time is over, the first who comes has the new truth written, for all.
        host.Time.Advance(FeedShelf.Fresh);
        await Read(client);
        var after = (await Task.WhenAll(Enumerable.Range(0, Readers).Select(_ => Read(client)))).SelectMany(seen => seen).Distinct().ToArray();
        Assert.Equal(Paths.Length, after.Length);
        Assert.DoesNotContain(after, tag => tag.StartsWith("/feed/slots", StringComparison.Ordinal) && before.Contains(tag));
        Assert.True(Paths.Sum(path => questions.Asked.GetValueOrDefault(path.Split('?')[0])) <= 1, "The campaign is looked up once a second at most, by whoever comes first.");
    }

    [Fact]
    public async Task A_reader_who_has_it_already_costs_no_bytes()
    {
        await host.Supply(BookingHost.Dresden, Date, Slot, web: 1);
        using var client = new HttpClient { BaseAddress = host.Address };
        foreach (var path in Paths)
        {
            using var first = await client.GetAsync(new Uri(path, UriKind.Relative));
            using var again = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "If-None-Match", first.Headers.ETag!.ToString() } } };
            using var answer = await client.SendAsync(again);
            Assert.Equal((HttpStatusCode.NotModified, 0), (answer.StatusCode, (await answer.Content.ReadAsByteArrayAsync()).Length));
        }
    }

    /// <returns>The path and tag of each answer.</returns>
    private static async Task<IReadOnlyList<string>> Read(HttpClient client)
    {
        var tags = new List<string>(Paths.Length);
        foreach (var path in Paths)
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.NotEmpty(await answer.Content.ReadAsByteArrayAsync());
            tags.Add($"{path} {answer.Headers.ETag}");
        }

        return tags;
    }

    private async Task Book()
    {
        using var citizen = await host.Citizen();
        var (_, hold) = await citizen.Hold("johnson", "h", (BookingHost.Dresden, Date, Slot));
        Assert.Equal(HttpStatusCode.Created, (await citizen.Book(hold.Text("id"))).Status);
    }

    /// <summary>Counts, by the address that was asked for, what requests ask of grains and storage.</summary>
    private sealed class Questions
    {
        public ConcurrentDictionary<string, int> Asked { get; } = new();

        public void Count<TPort>(IServiceCollection services)
            where TPort : class
        {
            var real = services.Last(service => service.ServiceType == typeof(TPort));
            services.AddSingleton(provider => CountingPort<TPort>.Of(
                (TPort)(real.ImplementationInstance ?? real.ImplementationFactory!(provider)), provider.GetRequiredService<IHttpContextAccessor>(), Asked));
        }
    }
}

/// <summary>The real thing, seen through a counter. Open, because the runtime derives the proxy from it.</summary>
public class CountingPort<TPort> : DispatchProxy
    where TPort : class
{
    private TPort? real;
    private IHttpContextAccessor? requests;
    private ConcurrentDictionary<string, int>? asked;

    public static TPort Of(TPort real, IHttpContextAccessor requests, ConcurrentDictionary<string, int> asked)
    {
        var port = Create<TPort, CountingPort<TPort>>();
        var counting = (CountingPort<TPort>)(object)port;
        (counting.real, counting.requests, counting.asked) = (real, requests, asked);
        return port;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (requests!.HttpContext?.Request.Path.Value is { } path)
        {
            asked!.AddOrUpdate(path, 1, (_, count) => count + 1);
        }

        return targetMethod!.Invoke(real, args);
    }
}
