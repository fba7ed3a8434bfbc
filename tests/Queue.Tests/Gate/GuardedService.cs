using System.Net.Http.Headers;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WaitingRoom.Gate;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Support;

namespace WaitingRoom.Queue.Tests.Gate;

/// <summary>A service of somebody else that knows the waiting room by its address alone, on a real server.</summary>
internal sealed class GuardedService : IAsyncDisposable
{
    private readonly WebApplication app;

    private GuardedService(WebApplication app, CapturedLog log, string address)
    {
        (this.app, Log) = (app, log);
        Client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(address) };
    }

    public HttpClient Client { get; }

    public CapturedLog Log { get; }

    public static async Task<GuardedService> Start(string authority, TimeProvider time, Action<GateOptions>? configure = null)
    {
        var log = new CapturedLog();
        var address = $"http://127.0.0.1:{FreePort.Next()}";
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        builder.WebHost.UseUrls(address);
        builder.Services.AddSingleton(time);
        builder.Services.AddGate(gate =>
        {
            gate.Authority = authority;
            gate.PlainHttp = true;
            gate.Rooms.Add(QueueHost.Room);
            gate.WaitingRoomPath = authority + "/rooms/impfung";
            configure?.Invoke(gate);
        });
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapPost("/booking/sessions", (ClaimsPrincipal person) => $"{person.FindFirstValue("room")} {person.FindFirstValue("jti")}").RequireAuthorization("admission");
        await app.StartAsync();
        return new GuardedService(app, log, address);
    }

    public async Task<HttpResponseMessage> Enter(string? admission, string? secret, string accept = "application/json", bool byCookie = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/booking/sessions");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (byCookie)
        {
            request.Headers.TryAddWithoutValidation("Cookie", $"wr-admission={admission}; wr-browser={secret}");
            return await Client.SendAsync(request);
        }

        request.Headers.Authorization = admission is null ? null : new AuthenticationHeaderValue("Bearer", admission);
        if (secret is not null)
        {
            request.Headers.TryAddWithoutValidation("Waiting-Room-Browser", secret);
        }

        return await Client.SendAsync(request);
    }

    public async Task<string> Refusal(string? admission, string? secret)
    {
        using var answer = await Enter(admission, secret);
        return await answer.Problem();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }
}
