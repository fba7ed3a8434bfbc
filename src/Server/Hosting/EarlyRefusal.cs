using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace WaitingRoom.Server.Hosting;

/// <summary>
/// Refuses at once what could only be answered too late. Lanes of their own, so that a crowd on the web takes nothing from staff, and those who only read take nothing from
/// those who book; what is cheap or must always answer has none.
/// </summary>
internal static class EarlyRefusal
{
    /// <summary>Requests of citizens at work at once. One takes some milliseconds; this many mean that the process is about a second behind.</summary>
    public const int MostOfWeb = 2_000;

    /// <summary>2,500 agents, a request each five seconds, and none of them slower than a second.</summary>
    public const int MostOfStaff = 500;

    /// <summary>Readers of the overview and the feed at once. An answer from memory takes well under a millisecond, so this many are slow lines, not work.</summary>
    public const int MostOfReaders = 1_000;

    private static readonly string[] Readers = ["/availability", "/feed"];

    private static readonly string[] Staff = ["/agents", "/centres", "/operators"];

    private static readonly string[] Free = ["/health", "/metrics", "/_content", "/.well-known"];

    public static IServiceCollection AddEarlyRefusal(this IServiceCollection services) => services.AddRateLimiter(limits =>
    {
        // The problem document with its Retry-After is written by the problem pipeline.
        limits.RejectionStatusCode = StatusCodes.Status503ServiceUnavailable;
        limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => Lane(context.Request.Path) switch
        {
            "staff" => RateLimitPartition.GetConcurrencyLimiter("staff", _ => Most(MostOfStaff)),
            "readers" => RateLimitPartition.GetConcurrencyLimiter("readers", _ => Most(MostOfReaders)),
            "web" => RateLimitPartition.GetConcurrencyLimiter("web", _ => Most(MostOfWeb)),
            _ => RateLimitPartition.GetNoLimiter("free"),
        });
    });

    internal static string Lane(PathString path) =>
        Within(Staff, path) || IsStaffAdmission(path) ? "staff"
        : Within(Readers, path) ? "readers"
        : Within(Free, path) || IsStatus(path) ? "free"
        : "web";

    private static bool IsStaffAdmission(PathString path) =>
        path.StartsWithSegments("/rooms", StringComparison.OrdinalIgnoreCase) && path.Value!.EndsWith("/admissions/staff", StringComparison.OrdinalIgnoreCase);

    private static bool Within(string[] prefixes, PathString path) => Array.Exists(prefixes, prefix => path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase));

    /// <summary>The document that every waiting browser polls comes from memory.</summary>
    private static bool IsStatus(PathString path) =>
        path.StartsWithSegments("/rooms", StringComparison.OrdinalIgnoreCase) && path.Value!.EndsWith("/status", StringComparison.OrdinalIgnoreCase);

    private static ConcurrencyLimiterOptions Most(int permits) => new() { PermitLimit = permits, QueueLimit = 0 };
}
