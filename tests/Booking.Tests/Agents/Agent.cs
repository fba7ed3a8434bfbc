using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace WaitingRoom.Booking.Tests.Agents;

/// <summary>A call-centre agent at their program, with one caller at a time on the line.</summary>
internal sealed class Agent(Uri address, string name = "berta") : IDisposable
{
    public const string Header = "Waiting-Room-Session";

    private readonly HttpClient client = new(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = address };

    /// <summary>Of the caller who is on the line.</summary>
    public string? Session { get; set; }

    public async Task<(HttpStatusCode Status, JsonNode? Body)> Begin(string code, string key = "call")
    {
        var answer = await Send(HttpMethod.Post, "/agents/sessions", new { code }, key);
        Session = answer.Body?["token"]?.GetValue<string>() ?? Session;
        return answer;
    }

    public Task<(HttpStatusCode Status, JsonNode? Body)> Hold(string centre, DateOnly date, string slot, string key = "h") =>
        Send(HttpMethod.Post, "/agents/holds", new { vaccine = slot[5..], legs = new[] { new { centre, date, slot } } }, key);

    public async Task<JsonNode> Book(string centre, DateOnly date, string slot)
    {
        var (_, hold) = await Hold(centre, date, slot);
        var (status, booked) = await Send(HttpMethod.Post, "/agents/bookings", new { hold = hold.Text("id"), contact = new { name = "Erika Mustermann", email = "erika@example.org" } }, "b");
        Assert.Equal(HttpStatusCode.Created, status);
        return booked!;
    }

    public async Task<(HttpStatusCode Status, JsonNode? Body)> Send(HttpMethod method, string path, object? body = null, string? key = "k")
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("Test-Staff", "agent");
        request.Headers.Add("Test-Subject", name);
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        if (Session is not null)
        {
            request.Headers.Add(Header, Session);
        }

        using var response = await client.SendAsync(request);
        if (response.Headers.TryGetValues(Header, out var renewed))
        {
            Session = renewed.Single();
        }

        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    public void Dispose() => client.Dispose();
}
