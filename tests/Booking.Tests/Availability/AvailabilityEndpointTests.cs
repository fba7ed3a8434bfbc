using System.Net;
using System.Text.Json.Nodes;
using WaitingRoom.Booking.Availability;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Booking.Tests.Availability;

public sealed class AvailabilityEndpointTests : IAsyncLifetime
{
    private readonly BookingHost host = new();
    private HttpClient client = null!;

    public async Task InitializeAsync()
    {
        await host.InitializeAsync();
        client = new HttpClient { BaseAddress = host.Address };
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task The_same_answer_costs_nothing_twice_and_a_change_is_seen_after_a_second()
    {
        await host.Supply(BookingHost.Dresden, BookingHost.Today.AddDays(2), "1000-johnson", web: 4, phone: 1);
        host.Time.Advance(TimeSpan.FromSeconds(1));
        using var first = await client.GetAsync(new Uri("/availability", UriKind.Relative));
        Assert.Equal("public, max-age=1", first.Headers.CacheControl!.ToString());
        var body = JsonNode.Parse(await first.Content.ReadAsStringAsync())!;
        var vaccine = body["centres"]![0]!["vaccines"]![0]!;
        Assert.Equal("[0,0,4]|[0,0,0]|[0,0,5]", $"{vaccine["free"]!.ToJsonString()}|{vaccine["held"]!.ToJsonString()}|{vaccine["capacity"]!.ToJsonString()}");

        Assert.Equal(HttpStatusCode.NotModified, await StatusWith(first.Headers.ETag!.ToString()));
        await host.Supply(BookingHost.Dresden, BookingHost.Today.AddDays(2), "1000-johnson", web: 1);
        Assert.Equal(HttpStatusCode.NotModified, await StatusWith(first.Headers.ETag!.ToString()));
        host.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, await StatusWith(first.Headers.ETag!.ToString()));
    }

    [Fact]
    public async Task Once_the_unused_phone_share_has_returned_its_seats_are_free_for_everybody()
    {
        var returnsAt = BookingHost.Start.AddHours(1);
        var day = await host.Supply(BookingHost.Dresden, BookingHost.Today.AddDays(2), "1000-johnson", web: 4, phone: 3, returnsAt);
        Assert.Equal(4, await Free());
        host.Time.Advance(TimeSpan.FromHours(1));
        await host.Watch.Until(day, state => state.QuotaReturned);
        host.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(7, await Free());
    }

    [Fact]
    public async Task Filters_narrow_and_nonsense_is_refused()
    {
        await host.Supply(BookingHost.Dresden, BookingHost.Today.AddDays(1), "1000-johnson", web: 4);
        await host.Supply(BookingHost.Leipzig, BookingHost.Today.AddDays(1), "1000-comirnaty", web: 4);
        host.Time.Advance(TimeSpan.FromSeconds(1));
        var text = await client.GetStringAsync(new Uri($"/availability?vaccine=comirnaty&from=2021-03-02&days=1", UriKind.Relative));
        Assert.Equal("""{"from":"2021-03-02","centres":[{"centre":"04109","vaccines":[{"vaccine":"comirnaty","free":[4],"held":[0],"capacity":[4]}]}]}""", text);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync(new Uri("/availability?from=tomorrow", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync(new Uri("/availability?days=100000", UriKind.Relative))).StatusCode);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("application/json", "gzip, br")]
    [InlineData("*/*", "gzip;q=0")]
    public async Task The_fast_way_and_the_usual_way_give_the_same_answer(string accept, string encodings)
    {
        await host.Supply(BookingHost.Dresden, BookingHost.Today.AddDays(2), "1000-johnson", web: 4, phone: 1);
        host.Time.Advance(TimeSpan.FromSeconds(1));

        // 400 days are all there is, but whoever says so goes the usual way, which also names the language that numbers do not have.
        var (usual, languages) = await Whole("/availability?days=400", accept, encodings);
        Assert.Equal((usual, ""), await Whole("/availability", accept, encodings));
        Assert.NotEmpty(languages);
    }

    [Fact]
    public async Task A_browser_gets_a_page_at_the_same_address()
    {
        await host.Supply(BookingHost.Dresden, BookingHost.Today.AddDays(1), "1000-johnson", web: 4, phone: 2);
        host.Time.Advance(TimeSpan.FromSeconds(1));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/availability");
        request.Headers.Add("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        using var response = await client.SendAsync(request);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        var page = await response.Content.ReadAsStringAsync();
        Assert.Contains("Messe Dresden", page, StringComparison.Ordinal);

        // The call centre's share is not free online, and it is not taken either.
        Assert.Contains("4 online frei, 0 gehalten", page, StringComparison.Ordinal);
        Assert.DoesNotContain("vergeben", page[page.IndexOf("<main", StringComparison.Ordinal)..page.IndexOf("</main", StringComparison.Ordinal)], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_another_process_wrote_appears_by_polling()
    {
        var day = await host.Supply(BookingHost.Dresden, BookingHost.Today.AddDays(1), "1000-johnson", web: 4);
        var board = new AvailabilityBoard();
        var polling = new BoardPolling(board, host.Get<IReadModels>(), host.Time, Microsoft.Extensions.Logging.Abstractions.NullLogger<BoardPolling>.Instance);
        Assert.False(board.IsLoaded);
        await polling.Poll();
        Assert.True(board.IsLoaded);
        Assert.Equal(4, board.Find(day.Centre)!.Find(day.Date)!.Of("johnson")!.Web);
        await host.Supply(BookingHost.Dresden, BookingHost.Today.AddDays(1), "1000-johnson", web: 3);
        await polling.Poll();
        Assert.Equal(7, board.Find(day.Centre)!.Find(day.Date)!.Of("johnson")!.FreeFor(Channel.Web));
    }

    private async Task<(string Answer, string Languages)> Whole(string path, string accept, string encodings)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in ((string, string)[])[("Accept", accept), ("Accept-Encoding", encodings)])
        {
            if (value.Length > 0)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await client.SendAsync(request);
        var languages = string.Join(',', response.Content.Headers.ContentLanguage);
        response.Content.Headers.ContentLanguage.Clear();
        string[] headers = ["ETag", "Cache-Control", "Vary", "X-Content-Type-Options"];
        var said = headers.Select(name => $"{name}: {string.Join(", ", response.Headers.GetValues(name))}");
        return (string.Join('\n', [response.StatusCode, .. said, response.Content.Headers.ToString(), Convert.ToHexString(await response.Content.ReadAsByteArrayAsync())]), languages);
    }

    private async Task<HttpStatusCode> StatusWith(string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/availability") { Headers = { { "If-None-Match", tag } } };
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    private async Task<int> Free()
    {
        host.Time.Advance(TimeSpan.FromSeconds(1));
        var body = JsonNode.Parse(await client.GetStringAsync(new Uri("/availability", UriKind.Relative)))!;
        return body["centres"]![0]!["vaccines"]![0]!["free"]!.AsArray().Sum(free => free!.GetValue<int>());
    }
}
