using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace WaitingRoom.Web.Problems;

/// <summary>Turns what no endpoint answered into problems: exceptions, unknown addresses, bare statuses.</summary>
internal static class ProblemPipeline
{
    public static void Use(IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = AnswerException, AllowStatusCode404Response = true });
        app.UseStatusCodePages(context => KnownProblems.OfStatus(context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext));
    }

    private static Task AnswerException(HttpContext context)
    {
        var error = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        // The server throws these itself for requests it cannot read; they carry their own 4xx status.
        var answer = error is BadHttpRequestException unreadable
            ? KnownProblems.OfStatus(unreadable.StatusCode)
            : KnownProblems.Internal(context);
        return answer.ExecuteAsync(context);
    }
}
