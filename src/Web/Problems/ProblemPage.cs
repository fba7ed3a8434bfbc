using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace WaitingRoom.Web.Problems;

/// <summary>Shows a problem to a person, in the usual layout.</summary>
internal static class ProblemPage
{
    private const string View = "/Views/Shared/Problem.cshtml";

    public static Task WriteAsync(HttpContext context, Problem problem)
    {
        // An endpoint's own policy was made for its own page, not for this one.
        context.Features.Set<Security.ContentSecurityPolicy>(Security.ContentSecurityPolicy.Default);
        var services = context.RequestServices;
        var result = new ViewResult
        {
            ViewName = View,
            StatusCode = problem.Status,
            ViewData = new ViewDataDictionary<Problem>(
                services.GetRequiredService<IModelMetadataProvider>(), new ModelStateDictionary())
            { Model = problem },
        };
        var action = new ActionContext(context, context.GetRouteData() ?? new RouteData(), new ActionDescriptor());
        return services.GetRequiredService<IActionResultExecutor<ViewResult>>().ExecuteAsync(action, result);
    }
}
