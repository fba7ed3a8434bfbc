using System.Globalization;
using Serilog;
using Serilog.Events;

namespace WaitingRoom.Server.Hosting;

/// <summary>Logs go to standard error, so that standard output is what a person or a script asked for.</summary>
internal static class ServerLog
{
    /// <summary>Configuration key: Verbose, Debug, Information, Warning or Error.</summary>
    public const string LevelKey = "Log:Level";

    public static void AddTo(WebApplicationBuilder builder)
    {
        var level = builder.Configuration.GetValue(LevelKey, LogEventLevel.Information);
        builder.Logging.ClearProviders().AddSerilog(
            new LoggerConfiguration()
                .MinimumLevel.Is(level)
                // The framework's own request lines contain paths and queries.
                .MinimumLevel.Override("Microsoft.AspNetCore", LogEventLevel.Warning)
                .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Warning)
                .MinimumLevel.Override("System.Net.Http", LogEventLevel.Warning)
                // The engine of a cluster tells its whole configuration at each start.
                .MinimumLevel.Override("Orleans", LogEventLevel.Warning)
                .Enrich.FromLogContext()
                .WriteTo.Console(
                    standardErrorFromLevel: LogEventLevel.Verbose,
                    formatProvider: CultureInfo.InvariantCulture,
                    outputTemplate: "{Timestamp:yyyy-MM-ddTHH:mm:ss.fffzzz} {Level:u3} {SourceContext}: {Message:lj}{NewLine}{Exception}")
                .CreateLogger(),
            dispose: true);
    }
}
