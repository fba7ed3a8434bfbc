using System.Net;
using System.Text.RegularExpressions;

namespace WaitingRoom.Booking.Tests.Paths;

/// <summary>A browser without script: it follows links and fills in forms as they stand in the pages.</summary>
internal sealed partial class PageBrowser : IDisposable
{
    private readonly HttpClient client;

    public PageBrowser(Uri address, string? admission)
    {
        var cookies = new CookieContainer();
        if (admission is not null)
        {
            cookies.Add(address, new Cookie("test-admission", admission));
        }

        client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = address };
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        client.DefaultRequestHeaders.Add("Accept-Language", "de");
    }

    public string At { get; private set; } = "";

    public string Page { get; private set; } = "";

    public async Task<(HttpStatusCode, string?)> Redirect(string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        return (response.StatusCode, response.Headers.Location?.ToString());
    }

    public Task<string> Read(string path) => Follow(new HttpRequestMessage(HttpMethod.Get, path), HttpStatusCode.OK);

    /// <summary>Fills in and sends the n-th posting form of the page that is open.</summary>
    public Task<string> Submit(string path, int form, Dictionary<string, string> entries, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var html = PostForm().Matches(Page)[form].Value;
        var values = Hidden().Matches(html).ToDictionary(m => m.Groups["name"].Value + "#" + m.Index, m => WebUtility.HtmlDecode(m.Groups["value"].Value));
        var pairs = values.Select(v => KeyValuePair.Create(v.Key[..v.Key.IndexOf('#', StringComparison.Ordinal)], v.Value)).Concat(entries);
        return Follow(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(pairs) }, expected);
    }

    public void Dispose() => client.Dispose();

    private async Task<string> Follow(HttpRequestMessage request, HttpStatusCode expected)
    {
        At = request.RequestUri!.ToString();
        var response = await client.SendAsync(request);
        while (response.StatusCode == HttpStatusCode.SeeOther)
        {
            At = response.Headers.Location!.ToString();
            response = await client.GetAsync(new Uri(At, UriKind.Relative));
        }

        Page = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());
        Assert.True(expected == response.StatusCode, $"{At}: {response.StatusCode}\n{Page}");
        return Page;
    }

    [GeneratedRegex("<form method=\"post\".*?</form>", RegexOptions.Singleline)]
    private static partial Regex PostForm();

    [GeneratedRegex("<input (?:name=\"(?<name>[^\"]+)\" type=\"hidden\"|type=\"hidden\" name=\"(?<name>[^\"]+)\") value=\"(?<value>[^\"]*)\"")]
    private static partial Regex Hidden();
}
