using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using WaitingRoom.Gate.Sessions;

namespace WaitingRoom.Gate.Guarding;

/// <summary>Decides for each request: in, with its session renewed when that is due, or to the waiting room.</summary>
internal sealed class Guard(IOptions<WaitingRoomOptions> options, VisitorCookies cookies, Passes passes, Renewals renewals, RoomSessions sessions, EndedSessions ended, TimeProvider time)
{
    /// <summary>True: let in. False: the answer has been given.</summary>
    public async Task<bool> LetsIn(HttpContext context)
    {
        if (context.Features.Get<VisitorAdmission>() is not null)
        {
            return true;
        }

        var text = cookies.Pass(context.Request, out var byHeader);
        var reading = await passes.Read(text, cookies.Secret(context.Request));
        if (reading is PassReading.Valid { IsDue: true } due)
        {
            reading = await Renew(due, context.Response, byHeader);
        }

        if (reading is PassReading.Valid { Claims: var claims })
        {
            context.Features.Set(new VisitorAdmission(claims.Room, claims.Id, claims.EndsAt));
            return true;
        }

        await Refuse(context, ((PassReading.Refused)reading).Reason, hadCookie: text is not null && !byHeader);
        return false;
    }

    private async Task<PassReading> Renew(PassReading.Valid due, HttpResponse response, bool byHeader)
    {
        var claims = due.Claims;
        var answer = await renewals.Ask(claims.Id, options.Value.RenewalPatience, () => due.IsAdmission
            ? sessions.Start(due.Token, claims.Id, due.Secret)
            : sessions.Renew(due.Token, claims.Id, claims.EndsAt, due.Secret));
        switch (answer)
        {
            case SessionAnswer.Granted(var pass, var endsAt) when byHeader:
                response.Headers[VisitorCookies.PassHeader] = pass;
                return due with { Claims = claims with { EndsAt = endsAt } };
            case SessionAnswer.Granted(var pass, var endsAt):
                cookies.KeepPass(response, pass, endsAt - time.GetUtcNow());
                return due with { Claims = claims with { EndsAt = endsAt } };
            case SessionAnswer.Over:
                ended.Add(claims.Id, claims.EndsAt + options.Value.ClockSkew);
                return new PassReading.Refused(AdmissionRefusal.Over);
            default:
                // Too slow or not there: the visitor stays until the pass at hand ends.
                return due;
        }
    }

    private Task Refuse(HttpContext context, AdmissionRefusal reason, bool hadCookie)
    {
        var response = context.Response;
        response.Headers.CacheControl = "no-store";
        response.Headers.Append("Vary", "Accept, Cookie");
        if (reason == AdmissionRefusal.KeysUnavailable || !Preference.PrefersPage(context.Request))
        {
            return RefusalProblem.WriteAsync(context, reason, options.Value.RoomAddress);
        }

        if (hadCookie)
        {
            cookies.DropPass(response);
        }

        cookies.KeepWanted(context);
        var hash = cookies.HashOfSecret(context);
        response.StatusCode = StatusCodes.Status303SeeOther;
        // The origin and no more: the wanted page may say something about the person, and stays here.
        var origin = options.Value.PublicOrigin ?? $"{context.Request.Scheme}://{context.Request.Host.ToUriComponent()}";
        response.Headers.Location = $"{options.Value.RoomAddress}?return={Uri.EscapeDataString(origin + "/")}&browser={hash}";
        return Task.CompletedTask;
    }
}
