using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using WaitingRoom.Admin.Staff;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Queue;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Storage;
using WaitingRoom.Support;
using WaitingRoom.Web;

namespace WaitingRoom.Admin.Tests.Hosting;

/// <summary>The staff's API and the waiting room on a real server, with real rooms on a real SQLite file and a clock that stands still until told.</summary>
internal sealed class AdminHost : IAsyncDisposable
{
    /// <summary>The room of the configuration; operators make the others.</summary>
    public const string CitizensRoom = "impfung";

    public static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private readonly WebApplication app;
    private readonly Store store;
    private int keys;

    private AdminHost(WebApplication app, Store store, RoomGrains grains, FakeTimeProvider time, CapturedLog log)
    {
        (this.app, this.store, Grains, Time, Log) = (app, store, grains, time, log);
        Client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Client { get; }

    public FakeTimeProvider Time { get; }

    public CapturedLog Log { get; }

    public RoomGrains Grains { get; }

    public IServiceProvider Services => app.Services;

    public static async Task<AdminHost> Open(TemporaryFolder folder, int ceilingPerMinute = 600, Action<AdminOptions>? configure = null, Func<IAuditLog, IAuditLog>? audit = null)
    {
        var time = new FakeTimeProvider(Start);
        var log = new CapturedLog();
        var store = await Store.OpenAsync(new StorageOptions { DataFolder = folder.Path });
        var grains = new RoomGrains(store.Ledger, time);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(time).AddSingleton<IGrains>(grains).AddStorage(store);
        builder.AddWeb(web => web.PlainHttp = true);
        builder.AddQueue(queue => queue.Rooms.Add(new RoomOptions { Name = CitizensRoom, CeilingPerMinute = ceilingPerMinute }));
        builder.AddAdmin(configure);
        if (audit is not null)
        {
            builder.Services.AddSingleton(audit(store.AuditLog));
        }

        var app = builder.Build();
        app.UseWeb();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapQueue();
        app.MapAdmin();
        await app.StartAsync();
        return new AdminHost(app, store, grains, time, log);
    }

    public Task<string> Token(string role = StaffRole.Operator, string subject = "kim", double hours = 1) =>
        Services.GetRequiredService<StaffTokens>().Issue(role, subject, TimeSpan.FromHours(hours));

    /// <summary>One request; a change gets an idempotency key of its own unless one is given.</summary>
    public async Task<HttpResponseMessage> Send(
        string method, string path, string? token, string? body = null, string? key = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (method != "GET")
        {
            request.Headers.Add("Idempotency-Key", key ?? $"key-{Interlocked.Increment(ref keys)}");
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return await Client.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
        await Grains.DisposeAsync();
        await store.DisposeAsync();
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
