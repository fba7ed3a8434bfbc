using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using WaitingRoom.Booking.Availability;
using WaitingRoom.Booking.Feed;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Documents;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Server.Grains;
using WaitingRoom.Storage;

namespace WaitingRoom.Booking.Tests.Availability;

/// <summary>What is read from memory says when storage was last read for it, and says so also when storage does not answer any more.</summary>
public sealed class AsOfTests : IAsyncLifetime
{
    private readonly StorageLine line = new();
    private readonly BookingHost host;
    private HttpClient client = null!;

    public AsOfTests() => host = new BookingHost
    {
        Adding = builder => builder.Services
            .AddSingleton<IDocuments>(provider => new SilentDocuments(provider.GetRequiredService<Store>().Documents, line))
            .AddSingleton<IReadModels>(provider => new SilentReadModels(provider.GetRequiredService<Store>().ReadModels, line)),
    };

    public async Task InitializeAsync()
    {
        await host.InitializeAsync();
        // Storage is read when a test says so.
        await Polling.StopAsync(CancellationToken.None);
        client = new HttpClient { BaseAddress = host.Address };
        await host.Supply(BookingHost.Dresden, BookingHost.Today.AddDays(2), "1000-johnson", web: 4);
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await host.DisposeAsync();
    }

    [Theory]
    [InlineData("/availability")]
    [InlineData("/availability?vaccine=johnson")]
    public async Task The_overview_is_as_of_the_last_reading_however_late_it_is_asked(string address)
    {
        var first = await Read();
        var (at, tag, free) = await Ask(address);
        Assert.Equal((first, 4), (at, free));

        // The control: while storage answers the time moves and the bytes do not.
        host.Time.Advance(TimeSpan.FromSeconds(5));
        var second = await Read();
        Assert.Equal((second, tag), await Same(address, tag));

        line.IsCut = true;
        host.Time.Advance(TimeSpan.FromSeconds(90));
        await Assert.ThrowsAsync<LedgerUnavailableException>(async () => await Polling.Poll());
        Assert.Equal((second, tag), await Same(address, tag));
        Assert.Equal((second, tag, 4), await Ask(address));

        // What this process commits by itself is seen, and proves nothing about the days of others.
        await host.Supply(BookingHost.Dresden, BookingHost.Today.AddDays(2), "1000-johnson", web: 1);
        host.Time.Advance(TimeSpan.FromSeconds(1));
        (at, tag, free) = await Ask(address);
        Assert.Equal((second, 5), (at, free));

        line.IsCut = false;
        var third = await Read();
        Assert.Equal((third, tag), await Same(address, tag));
    }

    [Fact]
    public async Task Pages_and_feed_go_on_and_say_as_of_when_they_are()
    {
        var last = await Read();
        Assert.Contains("Stand: 09:00:00 Uhr", await Page("/availability"), StringComparison.Ordinal);
        Assert.Equal((last, last), await Feed());

        line.IsCut = true;
        // So long that the slots of today are looked through anew.
        host.Time.Advance(TimeSpan.FromMinutes(7));
        await Assert.ThrowsAsync<LedgerUnavailableException>(async () => await Polling.Poll());
        Assert.Contains("Stand: 09:00:00 Uhr", await Page("/availability"), StringComparison.Ordinal);
        Assert.Contains("Stand: 09:00:00 Uhr", await Page("/availability/johnson"), StringComparison.Ordinal);
        Assert.Equal((last, last), await Feed());

        line.IsCut = false;
        var now = await Read();
        Assert.Contains("Stand: 09:07:0", await Page("/availability"), StringComparison.Ordinal);
        host.Time.Advance(FeedShelf.Fresh);
        var (header, _) = await Feed();
        Assert.InRange(header, now, host.Time.GetUtcNow());
    }

    [Fact]
    public async Task What_another_node_commits_is_on_the_overview_within_a_second_at_whatever_moment()
    {
        var step = TimeSpan.FromMilliseconds(100);
        await using var elsewhere = new GrainDirectory(host.Get<Store>().Ledger, host.Time);
        var day = new DayId(BookingHost.Dresden, BookingHost.Today.AddDays(2));
        await Read();
        var (free, seenAtOnce, clock) = (4, 0, 0);
        for (var phase = 0; phase < 8; phase++)
        {
            await Pass(phase);
            await elsewhere.Ask(day, new DayCommand.AddSupply(OperationId.New(), "Europe/Berlin", [new SlotPlaces(Slot("1000-johnson"), 1, 0)], null));
            free++;
            seenAtOnce += (await Ask("/availability")).Free == free ? 1 : 0;
            await Pass(10);
            Assert.Equal((phase, free), (phase, (await Ask("/availability")).Free));
        }

        // The control: it takes its time.
        Assert.Equal(0, seenAtOnce);

        // Readers come all the time; storage is read in its own rhythm.
        async Task Pass(int steps)
        {
            for (; steps > 0; steps--)
            {
                host.Time.Advance(step);
                await Ask("/availability");
                if (++clock % (BoardPolling.Every / step) == 0)
                {
                    await Polling.Poll();
                }
            }
        }
    }

    private static SlotId Slot(string text) => SlotId.TryParse(text, out var slot) ? slot : throw new FormatException(text);

    private BoardPolling Polling => host.Get<IEnumerable<IHostedService>>().OfType<BoardPolling>().Single();

    /// <summary>Storage is read, and the second passes in which documents are not made anew.</summary>
    private async Task<DateTimeOffset> Read()
    {
        var now = host.Time.GetUtcNow();
        await Polling.Poll();
        host.Time.Advance(TimeSpan.FromSeconds(1));
        return now;
    }

    private async Task<(DateTimeOffset At, string Tag, int Free)> Ask(string address)
    {
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        return (AsOf(answer), answer.Headers.ETag!.ToString(), (int)body["centres"]![0]!["vaccines"]![0]!["free"]![2]!);
    }

    private async Task<(DateTimeOffset At, string Tag)> Same(string address, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "If-None-Match", tag } } };
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
        return (AsOf(answer), answer.Headers.ETag!.ToString());
    }

    private async Task<(DateTimeOffset Header, DateTimeOffset Manifest)> Feed()
    {
        using var answer = await client.GetAsync(new Uri(FeedFiles.ManifestPath, UriKind.Relative));
        return (AsOf(answer), DateTimeOffset.Parse((string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["transactionTime"]!, System.Globalization.CultureInfo.InvariantCulture));
    }

    private async Task<string> Page(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Accept", "text/html" } } };
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private static DateTimeOffset AsOf(HttpResponseMessage answer) =>
        DateTimeOffset.Parse(answer.Headers.GetValues("Waiting-Room-As-Of").Single(), System.Globalization.CultureInfo.InvariantCulture);
}
