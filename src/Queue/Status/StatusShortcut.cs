using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WaitingRoom.Queue.Rooms;

namespace WaitingRoom.Queue.Status;

/// <summary>
/// Answers the status document before anything else looks at the request: it needs no language, no sign-in, no limit and no log line, and it is nearly all that a
/// waiting crowd asks for. Whatever is not this plain case goes its usual way.
/// </summary>
internal static class StatusShortcut
{
    private const string Before = "/rooms/";

    private const string After = "/status";

    public static void Use(IApplicationBuilder app)
    {
        var rooms = app.ApplicationServices.GetRequiredService<OpenRooms>();
        app.Use(next => context =>
            NameIn(context.Request) is { } name && rooms.TryFind(name, out var room) && room.Status is { } status && !StatusEndpoint.WantsStream(context.Request)
                ? StatusEndpoint.Answer(context, status)
                : next(context));
    }

    private static string? NameIn(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Path.Value is { } path && path.Length > Before.Length + After.Length
        && path.StartsWith(Before, StringComparison.Ordinal) && path.EndsWith(After, StringComparison.Ordinal)
            ? path[Before.Length..^After.Length]
            : null;
}
