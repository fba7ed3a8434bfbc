using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace WaitingRoom.Gate.Sessions;

/// <summary>Asks the waiting room about sessions: <c>{authority}/rooms/{room}/sessions</c>. Whatever it answers is checked like any other token before it counts.</summary>
internal sealed partial class RoomSessions(IOptions<WaitingRoomOptions> options, AdmissionReader reader, IOptionsMonitor<GateOptions> gate, TimeProvider time, ILogger<RoomSessions> log)
    : IDisposable
{
    /// <summary>Longer than any healthy answer takes; a visitor's page does not wait for it, see <see cref="WaitingRoomOptions.RenewalPatience"/>.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    /// <summary>A pass has under 700 characters.</summary>
    private const int LongestAnswer = 16 * 1024;

    private readonly HttpClient client = new(options.Value.Backchannel ?? NewHandler(), disposeHandler: options.Value.Backchannel is null)
    {
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = LongestAnswer,
    };

    private readonly Uri address = new(
        (options.Value.BackchannelAddress?.AbsoluteUri.TrimEnd('/') ?? options.Value.Authority) + "/rooms/" + options.Value.Room + "/sessions");

    /// <summary>An admission becomes a pass.</summary>
    public Task<SessionAnswer> Start(string admission, string id, string secret) => Ask(HttpMethod.Post, admission, id, id, secret);

    /// <summary>A pass becomes one that ends later.</summary>
    /// <param name="endsAt">When the present one ends; tells one renewal from the next.</param>
    public Task<SessionAnswer> Renew(string pass, string id, DateTimeOffset endsAt, string secret) =>
        Ask(HttpMethod.Patch, pass, id, $"{id}-{endsAt.ToUnixTimeSeconds()}", secret);

    /// <summary>The place in the room is free again.</summary>
    public Task<SessionAnswer> End(string pass, string id, string secret) => Ask(HttpMethod.Delete, pass, id, id, secret);

    public void Dispose() => client.Dispose();

    private async Task<SessionAnswer> Ask(HttpMethod method, string token, string id, string key, string secret)
    {
        try
        {
            using var deadline = new CancellationTokenSource(Deadline, time);
            using var request = new HttpRequestMessage(method, address);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            request.Headers.Add("Waiting-Room-Browser", secret);
            request.Headers.Add("Idempotency-Key", key);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            using var answer = await client.SendAsync(request, deadline.Token);
            return answer.StatusCode switch
            {
                HttpStatusCode.Gone => new SessionAnswer.Over(),
                HttpStatusCode.NoContent => new SessionAnswer.Over(),
                _ when answer.IsSuccessStatusCode && method == HttpMethod.Delete => new SessionAnswer.Over(),
                _ when answer.IsSuccessStatusCode => await Check(await answer.Content.ReadAsStringAsync(deadline.Token), id, secret),
                var status => Unexpected((int)status),
            };
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or JsonException)
        {
            LogUnreachable(fault);
            return new SessionAnswer.Unreachable();
        }
    }

    private async Task<SessionAnswer> Check(string body, string id, string secret)
    {
        using var json = JsonDocument.Parse(body);
        var pass = json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("pass", out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
        return await reader.Read(pass, secret, gate.Get(GateExtensions.Scheme), TokenKind.Pass) is AdmissionReading.Valid valid && valid.Id == id
            ? new SessionAnswer.Granted(pass!, valid.EndsAt)
            : Unexpected((int)HttpStatusCode.OK);
    }

    private SessionAnswer.Unreachable Unexpected(int status)
    {
        LogUnexpected(status);
        return new SessionAnswer.Unreachable();
    }

    private static SocketsHttpHandler NewHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        // Names move to other machines while the app runs.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    [LoggerMessage(LogLevel.Warning, "The waiting room did not answer about a session")]
    private partial void LogUnreachable(Exception fault);

    [LoggerMessage(LogLevel.Warning, "The waiting room answered about a session with {Status} and no pass")]
    private partial void LogUnexpected(int status);
}

/// <summary>What the waiting room said. A closed set.</summary>
internal abstract record SessionAnswer
{
    private SessionAnswer()
    {
    }

    public sealed record Granted(string Pass, DateTimeOffset EndsAt) : SessionAnswer;

    /// <summary>The session has ended.</summary>
    public sealed record Over : SessionAnswer;

    /// <summary>No answer, or none that can be used.</summary>
    public sealed record Unreachable : SessionAnswer;
}
