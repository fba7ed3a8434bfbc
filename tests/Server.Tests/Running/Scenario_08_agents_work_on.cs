using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using WaitingRoom.Support;
using Xunit.Abstractions;

namespace WaitingRoom.Server.Tests.Running;

/// <summary>
/// The web is overloaded until it refuses everybody; agents go on. A real server process and a real crowd of sockets that never finish what they say: whoever had to wait behind
/// it would wait for ever.
/// </summary>
public sealed class Scenario_08_agents_work_on(ITestOutputHelper output)
{
    private const int Calls = 10;

    /// <summary>More than the 2,000 requests that citizens may have at work at once.</summary>
    private const int Crowd = 2_060;

    [Fact]
    public async Task Agents_book_while_every_citizen_is_refused()
    {
        using var folder = new TemporaryFolder();
        var issued = await ServerProcess.Run("codes", "issue", "--count", $"{2 * Calls}", "--group", "1", "--data", folder.Path);
        var codes = issued.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var token = (await ServerProcess.Run("staff", "token", "--role", "agent", "--subject", "berta", "--data", folder.Path)).Output.Trim();
        await using var server = await ServerProcess.Serve(folder.Path, FreePort.Next());
        using var agent = new AgentCaller(server.Address, token);
        var quiet = await BookAll(server.Http, agent, codes[..Calls], HttpStatusCode.SeeOther);

        using (await SlowSenders.Begin(server.Address, Crowd))
        {
            await Until(server.Http, HttpStatusCode.ServiceUnavailable);
            var busy = await BookAll(server.Http, agent, codes[Calls..], HttpStatusCode.ServiceUnavailable);
            output.WriteLine($"Median of a call (session, offers, hold, confirmation): {quiet.TotalMilliseconds:F0} ms on a quiet server, {busy.TotalMilliseconds:F0} ms while citizens are refused.");

            // Readers of the overview have a lane of their own, too; and it is the lane, not the token, that lets agents through.
            Assert.Equal(HttpStatusCode.OK, await StatusOf(server.Http, "/availability"));
            Assert.Equal(HttpStatusCode.Created, await agent.Admission());
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await agent.StatusOf("/booking"));
        }

        await Until(server.Http, HttpStatusCode.SeeOther);
    }

    /// <returns>The median time of a call.</returns>
    private static async Task<TimeSpan> BookAll(HttpClient http, AgentCaller agent, string[] codes, HttpStatusCode citizens)
    {
        var times = new List<TimeSpan>();
        foreach (var code in codes)
        {
            var started = TimeProvider.System.GetTimestamp();
            await agent.Book(code.Trim());
            times.Add(TimeProvider.System.GetElapsedTime(started));
            Assert.Equal(citizens, await StatusOf(http, "/booking"));
        }

        times.Sort();
        return times[times.Count / 2];
    }

    private static async Task<HttpStatusCode> StatusOf(HttpClient http, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept", "text/html" } } };
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>Until a citizen who comes now is told so.</summary>
    private static Task Until(HttpClient http, HttpStatusCode told) => Patience.Until(async () => await StatusOf(http, "/booking") == told);

    /// <summary>People on a bad line: each has sent nearly all of a form and nothing more comes, so the server has all of them at work.</summary>
    private sealed class SlowSenders : IDisposable
    {
        /// <summary>Just under what a form may have.</summary>
        private const int Length = 60_000;

        /// <summary>Of the slowest pace that the server bears (240 bytes a second) this is four minutes: nobody is thrown out while the test lasts, however busy the machine.</summary>
        private const int Sent = 59_000;

        private readonly List<Socket> sockets = [];

        public static async Task<SlowSenders> Begin(Uri address, int count)
        {
            var senders = new SlowSenders();
            var form = Encoding.ASCII.GetBytes(
                $"POST /rooms/impfung/tickets HTTP/1.1\r\nHost: {address.Authority}\r\nAccept: text/html\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {Length}\r\n\r\na={new string('1', Sent)}");
            for (var i = 0; i < count; i++)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                senders.sockets.Add(socket);
                await socket.ConnectAsync(IPAddress.Loopback, address.Port);
                await socket.SendAsync(form);
            }

            return senders;
        }

        public void Dispose() => sockets.ForEach(socket => socket.Dispose());
    }
}

/// <summary>An agent who takes calls at a running server.</summary>
internal sealed class AgentCaller(Uri address, string token) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = address };

    public void Dispose() => http.Dispose();

    /// <summary>Session, offers, hold, confirmation, and the call is over.</summary>
    public async Task Book(string code)
    {
        var session = (string)(await Ask(HttpMethod.Post, "/agents/sessions", null, code, new { code }, HttpStatusCode.Created))!["token"]!;
        var offers = await Ask(HttpMethod.Get, "/agents/offers?vaccine=comirnaty&postcode=01067", session, code, null, HttpStatusCode.OK);
        var legs = offers!["offers"]![0]!["legs"]!.AsArray().Select(leg => new { centre = (string)leg!["centre"]!["id"]!, date = (string)leg["date"]!, slot = (string)leg["slot"]! }).ToArray();
        var hold = await Ask(HttpMethod.Post, "/agents/holds", session, code, new { vaccine = "comirnaty", legs }, HttpStatusCode.Created);
        var contact = new { name = "Erika Muster", phone = $"0351 {Math.Abs(code.GetHashCode(StringComparison.Ordinal))}" };
        var booked = await Ask(HttpMethod.Post, "/agents/bookings", session, code, new { hold = (string)hold!["id"]!, contact }, HttpStatusCode.Created);
        Assert.Equal("booked", (string)booked!["status"]!);
        await Ask(HttpMethod.Delete, "/agents/sessions", session, code, null, HttpStatusCode.NoContent);
    }

    /// <summary>The other way in: past the line to the citizens' pages.</summary>
    public async Task<HttpStatusCode> Admission()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/rooms/impfung/admissions/staff");
        request.Headers.Add("Waiting-Room-Browser", "2wWbKyN0Ejqn2T5Iq4eHG7L2b7xVnq0Tt3mJrC5fZ1A");
        request.Headers.Add("Idempotency-Key", "k");
        return await StatusOf(request);
    }

    public async Task<HttpStatusCode> StatusOf(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await StatusOf(request);
    }

    private async Task<HttpStatusCode> StatusOf(HttpRequestMessage request)
    {
        request.Headers.Authorization = new("Bearer", token);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    private async Task<JsonNode?> Ask(HttpMethod method, string path, string? session, string key, object? body, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new("Bearer", token);
        request.Headers.Add("Idempotency-Key", key);
        if (session is not null)
        {
            request.Headers.Add("Waiting-Room-Session", session);
        }

        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(expected == answer.StatusCode, $"{method} {path}: {answer.StatusCode} {text}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }
}
