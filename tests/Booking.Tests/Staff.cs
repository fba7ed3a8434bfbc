using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace WaitingRoom.Booking.Tests;

/// <summary>Somebody of the staff at their program.</summary>
internal sealed class Staff(Uri address, string role = "operator") : IDisposable
{
    private static int count;

    private readonly HttpClient client = new() { BaseAddress = address };

    public async Task<(HttpStatusCode Status, JsonNode? Body)> Send(HttpMethod method, string path, JsonNode? body = null, long? version = null, string? key = "")
    {
        var (status, text) = await SendForText(method, path, body, version, key);
        return (status, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    public async Task<(HttpStatusCode Status, string Text)> SendForText(HttpMethod method, string path, JsonNode? body = null, long? version = null, string? key = "")
    {
        using var request = new HttpRequestMessage(method, path) { Headers = { { "Test-Staff", role } } };
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        if (version is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        }

        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key.Length > 0 ? key : $"staff-{Interlocked.Increment(ref count)}");
        }

        using var response = await client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public void Dispose() => client.Dispose();
}
