using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using WaitingRoom.Gate.Guarding;
using WaitingRoom.Gate.Sessions;

namespace WaitingRoom.Gate.Entering;

/// <summary>
/// POST /.waiting-room/enter with an admission, from the waiting room's page as a form or from a program as JSON. Good once: it becomes a pass, and the browser goes to the page it wanted.
/// </summary>
internal sealed class Entrance(
    IOptions<WaitingRoomOptions> options, IOptionsMonitor<GateOptions> gate, AdmissionReader reader, SpentAdmissions spent, Passes passes, VisitorCookies cookies, RoomSessions sessions, TimeProvider time)
{
    public const string Path = "/.waiting-room/enter";

    /// <summary>An admission and nothing else.</summary>
    private const int LongestBody = 16 * 1024;

    /// <summary>Somebody is looking at an empty page meanwhile. Without an answer the admission itself serves until the waiting room is back.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task Answer(HttpContext context)
    {
        var request = context.Request;
        context.Response.Headers.CacheControl = "no-store";
        if (!HttpMethods.IsPost(request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = "POST";
            return;
        }

        var isForm = request.HasFormContentType;
        var secret = cookies.Secret(request);
        if (await AdmissionOf(context) is not { } admission)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var reading = await reader.Read(admission, secret, gate.Get(GateExtensions.Scheme), TokenKind.Admission);
        if (reading is not AdmissionReading.Valid valid)
        {
            await Refuse(context, isForm, ((AdmissionReading.Refused)reading).Reason);
            return;
        }

        // Remembered beyond the token's own end by the difference that clocks may have.
        var first = spent.Add(valid.Id, valid.EndsAt + options.Value.ClockSkew);
        if (first is not true)
        {
            await Refuse(context, isForm, first is null ? AdmissionRefusal.Busy : AdmissionRefusal.Used);
            return;
        }

        switch (await Start(admission, valid.Id, secret!))
        {
            case SessionAnswer.Granted(var pass, var endsAt):
                await LetIn(context, isForm, pass, endsAt);
                return;
            case SessionAnswer.Over:
                await Refuse(context, isForm, AdmissionRefusal.Over);
                return;
            default:
                await LetIn(context, isForm, passes.Seal(admission), valid.EndsAt);
                return;
        }
    }

    private async Task<SessionAnswer> Start(string admission, string id, string secret)
    {
        try
        {
            return await sessions.Start(admission, id, secret).WaitAsync(Patience, time);
        }
        catch (TimeoutException)
        {
            return new SessionAnswer.Unreachable();
        }
    }

    private Task LetIn(HttpContext context, bool isForm, string pass, DateTimeOffset endsAt)
    {
        if (!isForm)
        {
            context.Response.StatusCode = StatusCodes.Status201Created;
            return context.Response.WriteAsJsonAsync(new PassGranted(pass, endsAt), EntranceJson.Default.PassGranted);
        }

        cookies.KeepPass(context.Response, pass, endsAt - time.GetUtcNow());
        SeeOther(context, cookies.TakeWanted(context));
        return Task.CompletedTask;
    }

    private Task Refuse(HttpContext context, bool isForm, AdmissionRefusal reason)
    {
        if (!isForm || reason is AdmissionRefusal.KeysUnavailable or AdmissionRefusal.Busy)
        {
            return RefusalProblem.WriteAsync(context, reason, options.Value.RoomAddress);
        }

        // No pass, so the page itself sends whoever has none to the waiting room, and lets in whoever pressed twice. The wanted page stays kept.
        SeeOther(context, options.Value.HomePath);
        return Task.CompletedTask;
    }

    private static void SeeOther(HttpContext context, string path)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = path;
    }

    /// <summary>Null: no such body.</summary>
    private static async Task<string?> AdmissionOf(HttpContext context)
    {
        var request = context.Request;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = LongestBody;
        }

        try
        {
            return request switch
            {
                { HasFormContentType: true } => (await request.ReadFormAsync(new FormOptions { ValueCountLimit = 8, BufferBodyLengthLimit = LongestBody }, context.RequestAborted))["admission"] is [{ } sent] ? sent : null,
                _ when request.HasJsonContentType() => (await request.ReadFromJsonAsync(EntranceJson.Default.EnterRequest, context.RequestAborted))?.Admission,
                _ => null,
            };
        }
        catch (Exception fault) when (fault is JsonException or InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }
}
