using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using WaitingRoom.Web.Languages;
using WaitingRoom.Web.Problems;
using WaitingRoom.Web.Security;

namespace WaitingRoom.Web.Tests;

/// <summary>A real server on a free port with the endpoints that the rules need.</summary>
public sealed class WebHost : IAsyncLifetime
{
    public const string Secret = "the reason that nobody may read";
    public const string Style = "p{color:red}";

    private WebApplication? _app;

    public HttpClient Client { get; private set; } = new();

    public async Task InitializeAsync()
    {
        // Production, because that is where a fault must not be explained to strangers.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddWeb(web =>
        {
            web.PlainHttp = true;
            web.IsStorageSilent = error => error is TimeoutException;
        });
        _app = builder.Build();
        _app.UseWeb();
        _app.UseRouting();
        _app.MapRazorPages();
        var own = ContentSecurityPolicy.Default.WithInlineStyle(Style);
        _app.MapGet("/fault", string () => throw new InvalidOperationException(Secret));
        _app.MapGet("/silent", string () => throw new TimeoutException(Secret));
        _app.MapGet("/full", () => Problems.Problems.Of("room-full", 503, new Text("Voll", "Full"),
            retryAfter: TimeSpan.FromSeconds(4.2), extras: new() { ["places"] = 0, ["status"] = 200 })).WithContentSecurityPolicy(own);
        _app.MapGet("/own", () => Results.Content("x")).WithContentSecurityPolicy(own);
        _app.MapPost("/read", (int[] numbers) => numbers.Length);
        await _app.StartAsync();
        Client.Dispose();
        Client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri(_app.Urls.First()) };
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await _app!.DisposeAsync();
    }

    /// <summary>One GET with the given headers.</summary>
    public Task<HttpResponseMessage> Get(string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return Client.SendAsync(request);
    }
}
