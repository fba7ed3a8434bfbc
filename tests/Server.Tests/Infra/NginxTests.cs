using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using WaitingRoom.Server.Hosting;
using WaitingRoom.Server.Tests.Running;
using WaitingRoom.Support;

namespace WaitingRoom.Server.Tests.Infra;

/// <summary>A real nginx with the site of <c>infra/nginx</c> before a real server.</summary>
public sealed partial class NginxTests(NginxTests.Site site) : IClassFixture<NginxTests.Site>
{
    private const string Status = "/rooms/impfung/status";

    private const string Overview = "/availability";

    private const int Crowd = 50;

    [Fact]
    public async Task Nginx_understands_every_line_of_the_site()
    {
        using var folder = new TemporaryFolder();
        var configuration = await NginxProcess.Lay(folder, FreePort.Next());
        await ForeignProgram.Run(NginxProcess.Program, ["-t", "-q", "-p", folder.Path, "-c", configuration, "-e", folder.File("error.log")]);

        await File.AppendAllTextAsync(folder.File("conf.d/nodes.conf"), "upstrem { }\n");
        await Assert.ThrowsAsync<InvalidOperationException>(() => ForeignProgram.Run(NginxProcess.Program, ["-t", "-q", "-p", folder.Path, "-c", configuration, "-e", folder.File("error.log")]));
    }

    [Theory]
    [InlineData(Status, "waitingroom_queue_status_answers_total")]
    [InlineData(Overview, "waitingroom_booking_availability_answers_total")]
    public async Task A_crowd_that_asks_costs_the_node_an_answer_a_second(string path, string counter)
    {
        // Something to give away while the node is being asked.
        await FromCache(path, "");
        var (before, started) = (await Counted(counter), TimeProvider.System.GetTimestamp());
        var answers = await Task.WhenAll(Enumerable.Range(0, Crowd).Select(visitor => Get(path, "", $"wr-browser={visitor}", accept: visitor % 2 == 0 ? "*/*" : "application/json")));
        var seconds = (long)Math.Ceiling(TimeProvider.System.GetElapsedTime(started).TotalSeconds);
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Code));
        Assert.InRange(await Counted(counter) - before, 0, seconds);

        // Nobody in between: the node itself answers every one of them.
        before = await Counted(counter);
        await Task.WhenAll(Enumerable.Range(0, Crowd).Select(_ => site.Server.Http.GetByteArrayAsync(new Uri(path, UriKind.Relative))));
        Assert.Equal(Crowd, await Counted(counter) - before);
    }

    [Theory]
    [InlineData("/feed/$bulk-publish")]
    [InlineData("/feed/locations.ndjson")]
    [InlineData("/feed/slots/DE-SN.ndjson")]
    public async Task The_feed_comes_from_the_cache_and_its_compressed_form_is_another_answer(string path)
    {
        var plain = await FromCache(path, "");
        var packed = await FromCache(path, "br, gzip");
        Assert.Equal(("", "gzip"), (plain.Encoding, packed.Encoding));
        Assert.Equal("", (await FromCache(path, "gzip;q=0")).Encoding);
        Assert.NotEqual(plain.Length, packed.Length);
    }

    [Theory]
    [InlineData(Status)]
    [InlineData(Overview)]
    [InlineData("/feed/locations.ndjson")]
    public async Task Whoever_has_a_document_already_gets_none(string path)
    {
        var first = await FromCache(path, "");
        Assert.NotEqual("", first.Tag);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.ParseAdd(first.Tag);
        using var again = await site.Nginx.Http.SendAsync(request);
        // The document may have changed in between; then it has another tag.
        Assert.True(again.StatusCode == HttpStatusCode.NotModified || again.Headers.ETag!.Tag != first.Tag);
    }

    [Fact]
    public async Task A_stream_of_the_status_comes_at_once_and_goes_on()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Status);
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var answer = await site.Nginx.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        Assert.False(answer.Headers.Contains("X-Cache"));
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(patience.Token));

        // Unbuffered: one event is far less than any buffer of nginx, and the answer has no end.
        Assert.Equal("event: status", await lines.ReadLineAsync(patience.Token));
        Assert.StartsWith("data: {", await lines.ReadLineAsync(patience.Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/rooms/impfung", "text/html")]
    [InlineData(Overview, "text/html,application/xhtml+xml,*/*;q=0.8")]
    [InlineData("/booking", "text/html")]
    [InlineData("/.well-known/jwks.json", "*/*")]
    public async Task What_may_know_a_person_is_asked_for_each_time_and_its_cookies_arrive(string path, string accept)
    {
        for (var time = 0; time < 2; time++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path + "?lang=en");
            request.Headers.Accept.ParseAdd(accept);
            using var answer = await site.Nginx.Http.SendAsync(request);
            Assert.False(answer.Headers.Contains("X-Cache"));
            Assert.True(answer.Headers.Contains("Set-Cookie") || path.StartsWith("/.", StringComparison.Ordinal), "A choice of language sets a cookie.");
        }
    }

    [Fact]
    public async Task An_answer_that_sets_a_cookie_is_not_kept_even_where_others_are()
    {
        Assert.Equal(["MISS", "MISS"], [await Cached("?lang=en"), await Cached("?lang=en")]);
        async Task<string> Cached(string query) => (await Get(Overview + query, "", null, "*/*")).Cache;
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/health/ready")]
    [InlineData("/health/live")]
    [InlineData("/development/outbox")]
    [InlineData("/-/moment.page")]
    public async Task What_nobody_outside_needs_is_not_there(string path)
    {
        Assert.NotEqual(HttpStatusCode.NotFound, path[1] == '-' ? HttpStatusCode.OK : (await site.Server.Http.GetAsync(new Uri(path, UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Get(path, "", null, "*/*")).Code);
    }

    [Fact]
    public async Task Limits_of_the_site_are_those_of_the_node()
    {
        var conf = await File.ReadAllTextAsync(InfraFiles.PathOf("nginx", "waitingroom.conf"));
        Assert.Contains($"client_max_body_size {ServerLimits.MostBodyBytes / 1024}k;", conf, StringComparison.Ordinal);
        Assert.Contains($"large_client_header_buffers 4 {ServerLimits.MostHeaderBytes / 1024}k;", conf, StringComparison.Ordinal);
        Assert.Contains($"client_header_timeout {ServerLimits.HeadersWithin.TotalSeconds}s;", conf, StringComparison.Ordinal);
        foreach (var nodes in new[] { "nginx", "compose" })
        {
            var idle = int.Parse(KeepAlive().Match(await File.ReadAllTextAsync(InfraFiles.PathOf(nodes, "nodes.conf"))).Groups[1].Value, CultureInfo.InvariantCulture);
            Assert.True(idle < ServerLimits.KeepAlive.TotalSeconds, "nginx would send requests into connections that a node is closing.");
        }
    }

    /// <summary>Asks until it comes from the cache: the second may have been over just then, and the document another.</summary>
    private async Task<Answer> FromCache(string path, string encoding)
    {
        Answer? last = null;
        for (var time = 0; time < 20; time++)
        {
            last = await Get(path, encoding, null, "*/*");
            if (last.Cache is "HIT" or "STALE" or "UPDATING" or "REVALIDATED")
            {
                return last;
            }
        }

        throw new InvalidOperationException($"{path} is not kept: {last}.");
    }

    private async Task<Answer> Get(string path, string encoding, string? cookie, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", encoding.Length > 0 ? encoding : null);
        request.Headers.TryAddWithoutValidation("Cookie", cookie);
        using var answer = await site.Nginx.Http.SendAsync(request);
        var body = await answer.Content.ReadAsByteArrayAsync();
        return new Answer(
            answer.StatusCode, answer.Headers.TryGetValues("X-Cache", out var cache) ? cache.Single() : "", string.Join(',', answer.Content.Headers.ContentEncoding), answer.Headers.ETag?.ToString() ?? "", body.Length);
    }

    private async Task<long> Counted(string counter)
    {
        var text = await site.Server.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        return Regex.Match(text, $@"^{counter}(\{{.*\}})? (\d+)$", RegexOptions.Multiline) is { Success: true } found ? long.Parse(found.Groups[2].Value, CultureInfo.InvariantCulture) : 0;
    }

    private sealed record Answer(HttpStatusCode Code, string Cache, string Encoding, string Tag, int Length);

    /// <summary>One server and one nginx for all of them.</summary>
    public sealed class Site : IAsyncLifetime
    {
        private readonly TemporaryFolder folder = new();

        internal ServerProcess Server { get; private set; } = null!;

        internal NginxProcess Nginx { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            var port = FreePort.Next();
            Server = await ServerProcess.Serve(folder.Path, port);
            Nginx = await NginxProcess.Start(port);
        }

        public async Task DisposeAsync()
        {
            await Nginx.DisposeAsync();
            await Server.DisposeAsync();
            folder.Dispose();
        }
    }

    [GeneratedRegex(@"keepalive_timeout (\d+)s;")]
    private static partial Regex KeepAlive();
}
