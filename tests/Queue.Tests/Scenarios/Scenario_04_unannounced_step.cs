using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Support;
using Xunit.Abstractions;

namespace WaitingRoom.Queue.Tests.Scenarios;

[SuppressMessage("Naming", "CA1707", Justification = "Named as the scenario.")]
public sealed class Scenario_04_unannounced_step(ITestOutputHelper output) : IDisposable
{
    private const int Ceiling = 600;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>From 20 arrivals a minute to 1400 within a minute. Everything over HTTP, on real rooms and storage, in manual time.</summary>
    [Fact]
    public async Task Admissions_stay_at_the_limit_nobody_admitted_is_thrown_out_and_nothing_answers_5xx()
    {
        await using var host = await QueueHost.Start(folder, Ceiling);
        var waiting = new Dictionary<long, Visitor>();
        var passes = new List<string>();
        var admitted = new List<DateTimeOffset>();
        var (owed, busySince, busyUntil) = (0.0, default(DateTimeOffset), default(DateTimeOffset));
        for (var tick = 0; tick < 5 * 150; tick++)
        {
            var minute = tick / 300.0;
            var perMinute = minute < 0.4 ? 20 : minute < 1.4 ? 20 + ((minute - 0.4) * 1380) : minute < 1.9 ? 1400 : 0;
            owed += perMinute / 300;
            var arrivals = (int)owed;
            owed -= arrivals;
            foreach (var (number, visitor) in await Task.WhenAll(Enumerable.Range(0, arrivals).Select(_ => Join(host))))
            {
                waiting.Add(number, visitor);
            }

            await host.Tick();
            var now = host.Time.GetUtcNow();
            var serving = host.Open.Sight!.Serving;
            var claims = await Task.WhenAll(waiting.Where(one => one.Key <= serving).Select(one => Claim(host, one.Key, one.Value)));
            foreach (var (number, pass) in claims.Where(claim => claim.Pass is not null))
            {
                waiting.Remove(number);
                passes.Add(pass!);
                admitted.Add(now);
            }

            if (waiting.Count > 50)
            {
                busySince = busySince == default ? now : busySince;
                busyUntil = now;
            }
        }

        var most = AdmissionWindow.Most(Ceiling);
        for (int first = 0, last = 0; last < admitted.Count; last++)
        {
            while (admitted[last] - admitted[first] >= RoomLimits.StrictWindow)
            {
                first++;
            }

            Assert.True(last - first + 1 <= most, $"{last - first + 1} admissions in ten seconds before {admitted[last]}");
        }

        // Ten seconds' credit may stand at the beginning of the rush; after it the rate is the ceiling's.
        var from = busySince + RoomLimits.StrictWindow;
        var count = admitted.Count(at => at > from && at <= busyUntil);
        var expected = (busyUntil - from).TotalMinutes * Ceiling;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{admitted.Count} admitted; while people waited {count} of {expected:F0} possible in {(busyUntil - from).TotalSeconds:F0} s"));
        Assert.True(expected > 500, "The rush must last, or it proves nothing.");
        Assert.InRange(count, expected * 0.99, (expected * 1.01) + (most - (Ceiling / 6.0)));

        foreach (var pass in passes)
        {
            using var request = new HttpRequestMessage(HttpMethod.Patch, "/rooms/impfung/sessions");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", pass);
            using var renewed = await host.Client.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, renewed.StatusCode);
        }
    }

    private static async Task<(long Number, Visitor Visitor)> Join(QueueHost host)
    {
        var visitor = host.NewVisitor();
        return (await visitor.Join(), visitor);
    }

    private static async Task<(long Number, string? Pass)> Claim(QueueHost host, long number, Visitor visitor)
    {
        using var answer = await visitor.Claim();
        Assert.True((int)answer.StatusCode < 500, $"{number}: {answer.StatusCode}");
        if (answer.StatusCode != HttpStatusCode.Created)
        {
            Assert.Equal("one-moment", await answer.Problem());
            Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter!.Delta);
            return (number, null);
        }

        using var session = await visitor.Post("/rooms/impfung/sessions", JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("admission").GetString());
        Assert.Equal(HttpStatusCode.Created, session.StatusCode);
        return (number, (await session.Json()).GetProperty("pass").GetString());
    }
}
