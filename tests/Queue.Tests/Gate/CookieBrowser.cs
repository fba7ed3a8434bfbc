using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using WaitingRoom.Queue.Tests.Hosting;

namespace WaitingRoom.Queue.Tests.Gate;

/// <summary>A browser without script: a cookie jar, and redirects and forms that the test follows step by step.</summary>
internal sealed partial class CookieBrowser : IDisposable
{
    private readonly HttpClient client;

    public CookieBrowser() => client = new HttpClient(new SocketsHttpHandler { CookieContainer = Jar, AllowAutoRedirect = false });

    public CookieContainer Jar { get; } = new();

    public Task<HttpResponseMessage> Get(string address, string accept = "text/html,application/xhtml+xml,*/*;q=0.8") => Send(HttpMethod.Get, address, null, accept);

    public Task<HttpResponseMessage> Post(string address, params (string Name, string Value)[] fields) => Send(
        HttpMethod.Post, address, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))), "text/html");

    public async Task<string> Text(string address)
    {
        using var answer = await Get(address);
        return answer.StatusCode == HttpStatusCode.OK ? await answer.Content.ReadAsStringAsync() : $"{(int)answer.StatusCode} {answer.Headers.Location}";
    }

    public string? Cookie(string address, string name) => Jar.GetCookies(new Uri(address))[name]?.Value;

    /// <summary>From the wanted page through the waiting room to the form that leads back.</summary>
    /// <returns>Where the form posts to, and the admission in it.</returns>
    public async Task<(string Action, string Admission)> WaitFor(string wanted, QueueHost queue)
    {
        using var sent = await Get(wanted);
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        using var waiting = await Get(sent.Headers.Location!.AbsoluteUri);
        Assert.Equal(HttpStatusCode.OK, waiting.StatusCode);
        using var joined = await Post(queue.Address + "/rooms/impfung/tickets", Hidden(await waiting.Content.ReadAsStringAsync()));
        Assert.Equal(HttpStatusCode.SeeOther, joined.StatusCode);
        await queue.Tick();
        return await Claim(queue);
    }

    /// <summary>What the page's form carries along.</summary>
    public static (string Name, string Value)[] Hidden(string page) => [.. HiddenField().Matches(page).Select(field => (field.Groups[1].Value, WebUtility.HtmlDecode(field.Groups[2].Value)))];

    public async Task<(string Action, string Admission)> Claim(QueueHost queue)
    {
        using var claimed = await Post(queue.Address + "/rooms/impfung/admissions");
        Assert.Equal(HttpStatusCode.OK, claimed.StatusCode);
        var page = await claimed.Content.ReadAsStringAsync();
        return (Action().Match(page).Groups[1].Value, Admission().Match(page).Groups[1].Value);
    }

    /// <summary>All the way in; answers where the browser is led.</summary>
    public async Task<string> Enter(string wanted, QueueHost queue)
    {
        var (action, admission) = await WaitFor(wanted, queue);
        using var entered = await Post(action, ("admission", admission));
        Assert.Equal(HttpStatusCode.SeeOther, entered.StatusCode);
        return entered.Headers.Location!.OriginalString;
    }

    public async Task<HttpResponseMessage> EnterAsProgram(string app, string admission, string secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, app + "/.waiting-room/enter") { Content = JsonContent.Create(new { admission }) };
        request.Headers.Add("Waiting-Room-Browser", secret);
        return await client.SendAsync(request);
    }

    public async Task<HttpResponseMessage> GetAsProgram(string address, string pass, string secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Waiting-Room-Browser", secret);
        request.Headers.Add("Waiting-Room-Pass", pass);
        return await client.SendAsync(request);
    }

    public void Dispose() => client.Dispose();

    private async Task<HttpResponseMessage> Send(HttpMethod method, string address, HttpContent? content, string accept)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await client.SendAsync(request);
    }

    [GeneratedRegex("<form method=\"post\" action=\"([^\"]+)\"")]
    private static partial Regex Action();

    [GeneratedRegex("<input type=\"hidden\" name=\"([a-z]+)\" value=\"([^\"]*)\"")]
    private static partial Regex HiddenField();

    [GeneratedRegex("name=\"admission\" value=\"([^\"]+)\"")]
    private static partial Regex Admission();
}
