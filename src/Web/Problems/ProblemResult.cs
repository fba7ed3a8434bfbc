using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace WaitingRoom.Web.Problems;

/// <summary>Answers with a <see cref="Problem"/>, as JSON or as a page, whichever the client prefers.</summary>
public sealed class ProblemResult : IResult, IActionResult, IStatusCodeHttpResult
{
    internal ProblemResult(Problem problem) => Problem = problem;

    public Problem Problem { get; }

    public int? StatusCode => Problem.Status;

    public Task ExecuteResultAsync(ActionContext context) => ExecuteAsync(context.HttpContext);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Problem.Status;
        response.Headers.CacheControl = "no-store";
        response.Headers.Append("Vary", "Accept, Accept-Language");
        if (Problem.RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return ClientPreference.WantsPage(httpContext.Request)
            ? ProblemPage.WriteAsync(httpContext, Problem)
            : ProblemJson.WriteAsync(httpContext, Problem);
    }
}
