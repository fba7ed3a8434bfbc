using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using WaitingRoom.Queue.Rooms;
using WaitingRoom.Web.Languages;
using WaitingRoom.Web.Problems;
using WaitingRoom.Web.Security;

namespace WaitingRoom.Queue.Returning;

/// <summary>On the waiting page: takes <c>return</c> and <c>browser</c> from the address, or refuses them, before the page is made.</summary>
internal sealed class RememberReturn(OpenRooms rooms, WebCookies cookies) : IAsyncResourceFilter
{
    private const string WaitingPage = "/Rooms/Waiting";

    private static readonly Text Title = new("Dieser Warteraum führt nicht zu dieser Adresse", "This waiting room does not lead to this address");
    private static readonly Text Detail = new(
        "Bitte gehen Sie zurück zu der Seite, von der Sie kamen. Ihr Betreiber muss ihre Adresse im Warteraum eintragen (returnOrigins).",
        "Please go back to the page that you came from. Its operator has to name its address in the waiting room (returnOrigins).");

    public static void AddTo(RazorPagesOptions pages) =>
        pages.Conventions.AddPageApplicationModelConvention(WaitingPage, page => page.Filters.Add(new ServiceFilterAttribute<RememberReturn>()));

    public Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (http.Request.RouteValues["room"] is string name && rooms.TryFind(name, out var room))
        {
            if (!ReturnTarget.TryRead(http.Request, room, out var target))
            {
                context.Result = Problems.Of("return-not-allowed", 400, Title, Detail);
                return Task.CompletedTask;
            }

            target?.Remember(http.Response, room, cookies);
        }

        return next();
    }
}
