using System.Net;
using System.Text.RegularExpressions;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Bots;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Support;

namespace WaitingRoom.Queue.Tests.Bots;

/// <summary>The form of the waiting page, without script.</summary>
public sealed partial class JoinFormTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Without_script_a_longer_wait_stands_for_the_work()
    {
        await using var host = await QueueHost.Start(folder);
        await host.Configure(RoomSettings.Default with { ProofOfWorkBits = 20 });
        var browser = new Browser(host);

        var (page, _) = await browser.Get();
        var challenge = ChallengeIn(page);
        await browser.Join(("challenge", challenge));
        Assert.Equal(0, host.Open.HandedOut);

        var (soon, refresh) = await browser.Get();
        Assert.Equal("20", refresh);
        Assert.Equal(challenge, ChallengeIn(soon));
        Assert.Contains("20 Sekunden", soon, StringComparison.Ordinal);

        host.Time.Advance(BotDoor.WaitInsteadOfWork - TimeSpan.FromSeconds(1));
        await browser.Join(("challenge", challenge));
        Assert.Equal(0, host.Open.HandedOut);

        host.Time.Advance(TimeSpan.FromSeconds(1));
        var (now, none) = await browser.Get();
        Assert.Null(none);
        await browser.Join(("challenge", ChallengeIn(now)));
        Assert.Equal(1, host.Open.HandedOut);
    }

    [Fact]
    public async Task With_the_solution_the_form_joins_at_once_and_a_wrong_one_gets_the_page_again()
    {
        await using var host = await QueueHost.Start(folder);
        await host.Configure(RoomSettings.Default with { ProofOfWorkBits = 8 });
        var browser = new Browser(host);
        var challenge = ChallengeIn((await browser.Get()).Page);
        string Nonce(bool solves) => Enumerable.Range(0, int.MaxValue).Select(n => $"{n}").First(n => ProofOfWork.Solves(challenge, n, 8) == solves);

        await browser.Join(("challenge", challenge), ("nonce", Nonce(solves: false)));
        Assert.Equal(0, host.Open.HandedOut);
        await browser.Join(("challenge", challenge), ("nonce", Nonce(solves: true)));
        Assert.Equal(1, host.Open.HandedOut);
    }

    private static string ChallengeIn(string page) => Field().Match(page).Groups[1].Value;

    [GeneratedRegex("name=\"challenge\" value=\"([^\"]+)\"")]
    private static partial Regex Field();

    private sealed class Browser(QueueHost host)
    {
        private readonly Dictionary<string, string> cookies = [];

        public async Task<(string Page, string? Refresh)> Get()
        {
            using var answer = await host.Get("/rooms/impfung", ("Accept", "text/html"), ("Accept-Language", "de"), ("Cookie", Cookies));
            Keep(answer);
            return (await answer.Content.ReadAsStringAsync(), answer.Headers.TryGetValues("Refresh", out var refresh) ? refresh.Single() : null);
        }

        public async Task Join(params (string Name, string Value)[] fields)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/rooms/impfung/tickets")
            {
                Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
            };
            request.Headers.TryAddWithoutValidation("Cookie", Cookies);
            using var answer = await host.Client.SendAsync(request);
            Assert.Equal((HttpStatusCode.SeeOther, "/rooms/impfung"), (answer.StatusCode, answer.Headers.Location!.ToString()));
            Keep(answer);
        }

        private string Cookies => string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));

        private void Keep(HttpResponseMessage answer)
        {
            foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            {
                var pair = cookie.Split(';')[0].Split('=', 2);
                cookies[pair[0]] = pair[1];
            }
        }
    }
}
