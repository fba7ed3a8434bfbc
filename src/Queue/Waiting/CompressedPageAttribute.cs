using System.IO.Compression;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Primitives;

namespace WaitingRoom.Queue.Waiting;

/// <summary>
/// Sends the page with gzip. The page holds no secret (tickets are in cookies, forms need no token), so its length tells nothing to those who watch the line.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class CompressedPageAttribute : Attribute, IAsyncResultFilter
{
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        var response = context.HttpContext.Response;
        if (context.Result is not PageResult || !Accepts(context.HttpContext.Request.Headers.AcceptEncoding))
        {
            await next();
            return;
        }

        // Into memory first: a page that fails half-way must still become a problem.
        var body = response.Body;
        using var compressed = new MemoryStream();
        var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true);
        try
        {
            response.Body = gzip;
            var executed = await next();
            if (executed.Exception is not null && !executed.ExceptionHandled)
            {
                return;
            }
        }
        finally
        {
            response.Body = body;
            await gzip.DisposeAsync();
        }

        response.Headers.ContentEncoding = "gzip";
        response.ContentLength = compressed.Length;
        compressed.Position = 0;
        await compressed.CopyToAsync(body, context.HttpContext.RequestAborted);
    }

    private static bool Accepts(StringValues sent)
    {
        foreach (var value in sent)
        {
            if (value is not null && value.Contains("gzip", StringComparison.OrdinalIgnoreCase) && !value.Contains("gzip;q=0", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
