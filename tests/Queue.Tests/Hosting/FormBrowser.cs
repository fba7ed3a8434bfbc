using System.Net;

namespace WaitingRoom.Queue.Tests.Hosting;

/// <summary>A browser without script: pages, forms, cookies.</summary>
internal sealed class FormBrowser(QueueHost host)
{
    public Dictionary<string, string> Cookies { get; } = [];

    private string CookieHeader => string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));

    public async Task<string> Get(string path, string language = "de")
    {
        using var answer = await host.Get(path, ("Accept", "text/html"), ("Accept-Language", language), ("Cookie", CookieHeader));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Keep(answer);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    /// <returns>Where the answer leads.</returns>
    public async Task<string> Post(string path, params (string Name, string Value)[] fields)
    {
        using var answer = await Send(path, fields);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Keep(answer);
        return answer.Headers.Location!.ToString();
    }

    public async Task<HttpResponseMessage> Send(string path, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        };
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        request.Headers.TryAddWithoutValidation("Cookie", CookieHeader);
        return await host.Client.SendAsync(request);
    }

    private void Keep(HttpResponseMessage answer)
    {
        foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            var pair = cookie.Split(';')[0].Split('=', 2);
            Cookies[pair[0]] = pair[1];
        }
    }
}
