using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace WaitingRoom.Web.Problems;

/// <summary>Turns what no endpoint answered into problems: exceptions, unknown addresses, bare statuses.</summary>
internal static class ProblemPipeline
{
    public static void Use(IApplicationBuilder app)
    {
        var isStorageSilent = app.ApplicationServices.GetRequiredService<IOptions<WebOptions>>().Value.IsStorageSilent;
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = context => AnswerException(context, isStorageSilent),
            AllowStatusCode404Response = true,
            SuppressDiagnosticsCallback = failed => isStorageSilent(failed.Exception),
        });
        app.UseStatusCodePages(context => KnownProblems.OfStatus(context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext));
    }

    private static Task AnswerException(HttpContext context, Func<Exception, bool> isStorageSilent)
    {
        var answer = context.Features.Get<IExceptionHandlerFeature>()?.Error switch
        {
            // The server throws these itself for requests it cannot read; they carry their own 4xx status.
            BadHttpRequestException unreadable => KnownProblems.OfStatus(unreadable.StatusCode),
            { } error when isStorageSilent(error) => KnownProblems.StorageSilent(),
            _ => KnownProblems.Internal(context),
        };
        return answer.ExecuteAsync(context);
    }
}
