using System.CommandLine;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WaitingRoom.Support;

namespace WaitingRoom.Bench.Hosts;

/// <summary>A bare Kestrel that answers everything with the same bytes: what this runtime can do at best. No routing, no logging, one delegate.</summary>
internal static class HelloServer
{
    private const string Name = "hello-server";

    public static async Task<(ChildProcess Process, Uri Address)> StartAsync(long bytes, CancellationToken cancellation)
    {
        var port = FreePort.Next().ToString(CultureInfo.InvariantCulture);
        var address = new Uri($"http://127.0.0.1:{port}/");
        string[] arguments = [Environment.GetCommandLineArgs()[0], Name, "--port", port, "--bytes", bytes.ToString(CultureInfo.InvariantCulture)];
        return (await ChildProcess.StartAsync("dotnet", arguments, address, cancellation), address);
    }

    public static Command Create()
    {
        var port = new Option<int>("--port") { Required = true };
        var bytes = new Option<int>("--bytes") { Required = true };
        var command = new Command(Name, "The bare server that others are compared with.") { port, bytes };
        command.Hidden = true;
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(port), parsed.GetValue(bytes), cancellation));
        return command;
    }

    private static async Task RunAsync(int port, int bytes, CancellationToken cancellation)
    {
        var body = new byte[bytes];
        body.AsSpan().Fill((byte)'.');
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port));
        await using var app = builder.Build();
        app.Run(async context =>
        {
            context.Response.ContentType = "text/plain";
            context.Response.ContentLength = body.Length;
            await context.Response.BodyWriter.WriteAsync(body);
        });
        await app.StartAsync(cancellation);
        await app.WaitForShutdownAsync(cancellation);
    }
}
