using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace WaitingRoom.Queue.Tests.Hosting;

/// <summary>A program that visits the waiting room with a browser secret of its own.</summary>
internal sealed record Visitor(HttpClient Client, string Secret)
{
    public string? Ticket { get; set; }

    public async Task<long> Join(string room = QueueHost.Room)
    {
        using var answer = await Post($"/rooms/{room}/tickets");
        answer.EnsureSuccessStatusCode();
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Ticket = body.GetProperty("ticket").GetString();
        return body.GetProperty("number").GetInt64();
    }

    public Task<HttpResponseMessage> Claim(string room = QueueHost.Room, string? ticket = null) => Post($"/rooms/{room}/admissions", ticket ?? Ticket);

    public async Task<string> Admission()
    {
        using var answer = await Claim();
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("admission").GetString()!;
    }

    public async Task<HttpResponseMessage> Post(string path, string? bearer = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Add("Idempotency-Key", "k1");
        request.Headers.Add("Waiting-Room-Browser", Secret);
        request.Headers.Authorization = bearer is null ? null : new AuthenticationHeaderValue("Bearer", bearer);
        return await Client.SendAsync(request);
    }
}

internal static class Answers
{
    /// <summary>The name of the problem, after checking that the answer is one.</summary>
    public static async Task<string> Problem(this HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var body = await answer.Json();
        Assert.Equal((int)answer.StatusCode, body.GetProperty("status").GetInt32());
        return body.GetProperty("type").GetString()!["/problems/".Length..];
    }

    /// <summary>May be read again.</summary>
    public static async Task<JsonElement> Json(this HttpResponseMessage answer) => JsonElement.Parse(await answer.Content.ReadAsStringAsync());
}
