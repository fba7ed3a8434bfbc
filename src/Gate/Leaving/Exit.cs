using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using WaitingRoom.Gate.Guarding;
using WaitingRoom.Gate.Sessions;

namespace WaitingRoom.Gate.Leaving;

/// <summary>POST /.waiting-room/leave: the visit is over at once, here and in the room, where the place goes to the next.</summary>
internal sealed class Exit(IOptions<WaitingRoomOptions> options, VisitorCookies cookies, Passes passes, RoomSessions sessions, EndedSessions ended, TimeProvider time)
{
    public const string Path = "/.waiting-room/leave";

    /// <summary>Whoever leaves does not wait for us. A place that could not be given back ends by itself.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task Answer(HttpContext context)
    {
        var response = context.Response;
        response.Headers.CacheControl = "no-store";
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            response.Headers.Allow = "POST";
            return;
        }

        // The pass is Lax: a form on somebody else's site posts here without it and changes nothing.
        if (await passes.Read(cookies.Pass(context.Request, out var byHeader), cookies.Secret(context.Request)) is PassReading.Valid { Claims: var claims } pass)
        {
            ended.Add(claims.Id, claims.EndsAt + options.Value.ClockSkew);
            if (!byHeader)
            {
                cookies.DropPass(response);
            }

            await End(pass);
        }

        if (!Preference.PrefersPage(context.Request))
        {
            response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        response.StatusCode = StatusCodes.Status303SeeOther;
        response.Headers.Location = options.Value.AfterLeaving ?? options.Value.RoomAddress;
    }

    private async Task End(PassReading.Valid pass)
    {
        try
        {
            await EndInRoom(pass).WaitAsync(Patience, time);
        }
        catch (TimeoutException)
        {
            // It goes on without anybody waiting.
        }
    }

    private async Task EndInRoom(PassReading.Valid pass)
    {
        var claims = pass.Claims;
        // An admission whose session the room has not heard of yet: a pass is what can be ended.
        var token = pass.IsAdmission ? (await sessions.Start(pass.Token, claims.Id, pass.Secret) as SessionAnswer.Granted)?.Pass : pass.Token;
        if (token is not null)
        {
            await sessions.End(token, claims.Id, pass.Secret);
        }
    }
}
