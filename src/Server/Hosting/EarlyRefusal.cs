using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace WaitingRoom.Server.Hosting;

/// <summary>
/// Refuses at once what could only be answered too late. Two lanes, so that a crowd on the web takes nothing from staff; what is cheap or must always answer has none.
/// </summary>
internal static class EarlyRefusal
{
    /// <summary>Requests of citizens at work at once. One takes some milliseconds; this many mean that the process is about a second behind.</summary>
    public const int MostOfWeb = 2_000;

    /// <summary>2,500 agents, a request each five seconds, and none of them slower than a second.</summary>
    public const int MostOfStaff = 500;

    private static readonly string[] Staff = ["/agents", "/centres", "/operators"];

    private static readonly string[] Free = ["/health", "/metrics", "/_content", "/.well-known"];

    public static IServiceCollection AddEarlyRefusal(this IServiceCollection services) => services.AddRateLimiter(limits =>
    {
        // The problem document with its Retry-After is written by the problem pipeline.
        limits.RejectionStatusCode = StatusCodes.Status503ServiceUnavailable;
        limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => Lane(context.Request.Path) switch
        {
            "staff" => RateLimitPartition.GetConcurrencyLimiter("staff", _ => Most(MostOfStaff)),
            "web" => RateLimitPartition.GetConcurrencyLimiter("web", _ => Most(MostOfWeb)),
            _ => RateLimitPartition.GetNoLimiter("free"),
        });
    });

    internal static string Lane(PathString path) =>
        Array.Exists(Staff, s => path.StartsWithSegments(s, StringComparison.OrdinalIgnoreCase)) ? "staff"
        : Array.Exists(Free, f => path.StartsWithSegments(f, StringComparison.OrdinalIgnoreCase)) || IsStatus(path) ? "free"
        : "web";

    /// <summary>The document that every waiting browser polls comes from memory.</summary>
    private static bool IsStatus(PathString path) =>
        path.StartsWithSegments("/rooms", StringComparison.OrdinalIgnoreCase) && path.Value!.EndsWith("/status", StringComparison.OrdinalIgnoreCase);

    private static ConcurrencyLimiterOptions Most(int permits) => new() { PermitLimit = permits, QueueLimit = 0 };
}
