using System.Globalization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Server.Metrics;

/// <summary>Metrics as text at <c>/metrics</c>, and by OTLP where somebody is there to take them.</summary>
internal static class MetricsExtensions
{
    public const string Path = "/metrics";

    /// <summary>Configuration key, named as OpenTelemetry names it: where to send metrics to, such as <c>http://collector:4317</c>. Unset: nowhere.</summary>
    public const string EndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Configuration key, named as OpenTelemetry names it: <c>grpc</c> (unset) or <c>http/protobuf</c>.</summary>
    public const string ProtocolKey = "OTEL_EXPORTER_OTLP_PROTOCOL";

    private const string OverHttp = "http/protobuf";

    public static WebApplicationBuilder AddMetricsExport(this WebApplicationBuilder builder)
    {
        builder.Services.AddMetrics();
        builder.Services.AddSingleton<MetricsListener>();
        // Hosts with grains have registered the counters that their writers share.
        builder.Services.TryAddSingleton<WriterCounters>();
        builder.Services.AddSingleton<WriterMetrics>();
        if (Uri.TryCreate(builder.Configuration[EndpointKey], UriKind.Absolute, out var endpoint))
        {
            builder.Services.AddSingleton<MeterProvider>(_ => Sdk.CreateMeterProviderBuilder()
                .AddMeter("WaitingRoom.*", "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel")
                .AddOtlpExporter(otlp =>
                {
                    var overHttp = builder.Configuration[ProtocolKey] == OverHttp;
                    otlp.Protocol = overHttp ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
                    // One endpoint for all signals; each has its own path below it (OTLP specification, 1.7).
                    otlp.Endpoint = overHttp ? new Uri(endpoint.AbsoluteUri.TrimEnd('/') + "/v1/metrics") : endpoint;
                })
                .Build());
        }

        return builder;
    }

    /// <summary>Tells of storage, see <see cref="StorageMetrics"/>. Needs what storage registers.</summary>
    public static IServiceCollection AddStorageMetrics(this IServiceCollection services) =>
        services.AddSingleton<StorageMetrics>().AddSingleton<StorageWatch>().AddHostedService(provider =>
        {
            // Counts nothing by itself, so nobody else would make it.
            provider.GetRequiredService<StorageMetrics>();
            return provider.GetRequiredService<StorageWatch>();
        });

    public static void MapMetrics(this WebApplication app)
    {
        // Made now, so that counting begins before the first request and not with the first scrape.
        var listener = app.Services.GetRequiredService<MetricsListener>();
        app.Services.GetService<MeterProvider>();
        app.Services.GetRequiredService<WriterMetrics>();
        app.MapGet(Path, async (HttpContext context) =>
        {
            using var text = new StringWriter(CultureInfo.InvariantCulture);
            listener.WriteTo(text);
            context.Response.ContentType = PrometheusText.ContentType;
            context.Response.Headers.CacheControl = "no-store";
            await context.Response.WriteAsync(text.ToString(), context.RequestAborted);
        }).ExcludeFromDescription();
    }
}
