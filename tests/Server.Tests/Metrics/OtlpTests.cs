using System.Diagnostics.Metrics;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using WaitingRoom.Server.Metrics;
using WaitingRoom.Support;

namespace WaitingRoom.Server.Tests.Metrics;

/// <summary>What is measured arrives at a real listener, by both of the protocols that collectors speak.</summary>
public sealed class OtlpTests
{
    [Theory]
    [InlineData(null, "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export", "application/grpc")]
    [InlineData("http/protobuf", "/v1/metrics", "application/x-protobuf")]
    public async Task Measurements_arrive_at_the_collector(string? protocol, string path, string contentType)
    {
        var received = Channel.CreateUnbounded<(string Path, string ContentType, byte[] Body)>();
        await using var collector = await Collector(received.Writer, protocol is null ? HttpProtocols.Http2 : HttpProtocols.Http1);
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration[MetricsExtensions.EndpointKey] = collector.Urls.First();
        builder.Configuration[MetricsExtensions.ProtocolKey] = protocol;
        builder.AddMetricsExport();
        await using var app = builder.Build();
        app.MapMetrics();
        await app.StartAsync();

        var name = $"test.otlp.{(protocol is null ? "grpc" : "http")}";
        using var meter = new Meter("WaitingRoom.Tests." + nameof(OtlpTests));
        meter.CreateCounter<long>(name).Add(7);
        Assert.True(app.Services.GetRequiredService<MeterProvider>().ForceFlush((int)Patience.Limit.TotalMilliseconds));

        var request = await received.Reader.ReadAsync().AsTask().WaitAsync(Patience.Limit);
        Assert.Equal(path, request.Path);
        Assert.StartsWith(contentType, request.ContentType, StringComparison.Ordinal);
        Assert.True(request.Body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(name)) >= 0, "The counter is not in what was sent.");
    }

    [Fact]
    public async Task Without_a_collector_nothing_is_made_that_could_send()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration[MetricsExtensions.EndpointKey] = null;
        builder.AddMetricsExport();
        await using var app = builder.Build();
        Assert.Null(app.Services.GetService<MeterProvider>());
    }

    private static async Task<WebApplication> Collector(ChannelWriter<(string Path, string ContentType, byte[] Body)> received, HttpProtocols protocols)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = protocols));
        var app = builder.Build();
        app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            received.TryWrite((context.Request.Path.Value!, context.Request.ContentType ?? "", body.ToArray()));
            if (context.Request.Protocol == "HTTP/2")
            {
                // An empty answer of gRPC: a message of length 0 and the status in the trailers.
                context.Response.ContentType = "application/grpc";
                await context.Response.Body.WriteAsync(new byte[5]);
                context.Response.AppendTrailer("grpc-status", "0");
            }
        });
        await app.StartAsync();
        return app;
    }
}
