using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace WaitingRoom.Booking.Tests;

/// <summary>An app on the path of one person.</summary>
internal sealed class Citizen(Uri address) : IDisposable
{
    private static int count;

    private readonly HttpClient client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = address };
    private string token = "";

    /// <summary>Of the session.</summary>
    public string Token
    {
        get => token;
        set => token = value;
    }

    /// <summary>Asked for in each request.</summary>
    public string Language { get; set; } = "de";

    public string Jti { get; } = $"admission-{Interlocked.Increment(ref count)}";

    /// <param name="number">Under which the room counts this person as inside.</param>
    public async Task Enter(long? number = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/booking/sessions") { Headers = { { "Test-Admission", Jti } } };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "admission");
        if (number is { } inside)
        {
            request.Headers.Add("Test-Number", $"{inside}");
        }

        var (status, body) = await Send(request);
        Assert.Equal(HttpStatusCode.Created, status);
        token = body!["token"]!.GetValue<string>();
    }

    public async Task Redeem(string code)
    {
        var (status, body) = await Post("/booking/codes", new { code }, key: null);
        Assert.Equal(HttpStatusCode.OK, status);
        token = body!["token"]!.GetValue<string>();
    }

    public Task<(HttpStatusCode Status, JsonNode? Body)> Get(string path) => Send(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>A file as it comes.</summary>
    public async Task<(HttpStatusCode Status, string? ContentType, byte[] Content)> File(string path, string language = "de")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept-Language", language } } };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await client.SendAsync(request);
        return (response.StatusCode, response.Content.Headers.ContentType?.ToString(), await response.Content.ReadAsByteArrayAsync());
    }

    public Task<(HttpStatusCode Status, JsonNode? Body)> Post(string path, object body, string? key = "key-1") =>
        Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) }, key);

    public Task<(HttpStatusCode Status, JsonNode? Body)> Delete(string path, string? key = "key-d") => Send(new HttpRequestMessage(HttpMethod.Delete, path), key);

    public Task<(HttpStatusCode Status, JsonNode? Body)> Put(string path, object body, string key) =>
        Send(new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(body) }, key);

    public Task<(HttpStatusCode Status, JsonNode? Body)> Patch(string path, string? key = "key-p") => Send(new HttpRequestMessage(HttpMethod.Patch, path), key);

    public Task<(HttpStatusCode Status, JsonNode? Body)> Offers(string vaccine, string postcode = "01067") => Get($"/booking/offers?vaccine={vaccine}&postcode={postcode}");

    public Task<(HttpStatusCode Status, JsonNode? Body)> Hold(string vaccine, string? key, params (string Centre, DateOnly Date, string Slot)[] legs) => Post(
        "/booking/holds",
        new { vaccine, legs = legs.Select(leg => new { centre = leg.Centre, date = leg.Date, slot = leg.Slot }) },
        key);

    public Task<(HttpStatusCode Status, JsonNode? Body)> Book(string hold, string? key = "key-b", string name = "Erika Mustermann") =>
        Post("/booking/bookings", new { hold, contact = new { name, email = "erika@example.org" } }, key);

    public void Dispose() => client.Dispose();

    private async Task<(HttpStatusCode, JsonNode?)> Send(HttpRequestMessage request, string? key = null)
    {
        request.Headers.Add("Accept-Language", Language);
        request.Headers.Authorization ??= new AuthenticationHeaderValue("Bearer", token);
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var response = await client.SendAsync(request);
        if (response.Headers.TryGetValues("Waiting-Room-Session", out var renewed))
        {
            token = renewed.Single();
        }

        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }
}

internal static class Answers
{
    public static string? Type(this JsonNode? body) => body?["type"]?.GetValue<string>();

    public static string Text(this JsonNode? body, string member) => body?[member]?.GetValue<string>() ?? throw new InvalidOperationException($"No '{member}' in {body?.ToJsonString()}");
}
