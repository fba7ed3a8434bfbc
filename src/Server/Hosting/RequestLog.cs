using System.Diagnostics;

namespace WaitingRoom.Server.Hosting;

/// <summary>
/// One line for a request that failed on our side or was slow; every request at level Debug. Tells the pattern of the route, never the path, the query,
/// a header, an address or anything a person has typed.
/// </summary>
internal sealed partial class RequestLog(RequestDelegate next, TimeProvider time, ILogger<RequestLog> log)
{
    /// <summary>A person notices; at the usual rates no request takes this long.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    public async Task InvokeAsync(HttpContext context)
    {
        var started = time.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            var took = time.GetElapsedTime(started);
            var status = context.Response.StatusCode;
            var level = status >= StatusCodes.Status500InternalServerError && status != StatusCodes.Status503ServiceUnavailable ? LogLevel.Error
                : took >= Slow ? LogLevel.Warning
                : LogLevel.Debug;
            if (log.IsEnabled(level))
            {
                var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(no route)";
                Answered(log, level, context.Request.Method, route, status, (long)took.TotalMilliseconds, Activity.Current?.TraceId.ToString());
            }
        }
    }

    [LoggerMessage(Message = "{Method} {Route} answered {Status} in {Milliseconds} ms, trace {Trace}.")]
    private static partial void Answered(ILogger log, LogLevel level, string method, string route, int status, long milliseconds, string? trace);
}
