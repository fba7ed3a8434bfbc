using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace WaitingRoom.Gate;

/// <summary>A refusal as RFC 9457 describes it. English only: people get the waiting page, this is for programs.</summary>
internal static class RefusalProblem
{
    private const string RetryAfterSeconds = "5";

    /// <param name="room">Address of the room where admissions are given out, for the member <c>room</c>.</param>
    public static async Task WriteAsync(HttpContext context, AdmissionRefusal reason, string? room = null)
    {
        var (name, status, title) = reason switch
        {
            AdmissionRefusal.Missing => ("admission-missing", 401, "An admission is needed here."),
            AdmissionRefusal.Forged => ("admission-forged", 401, "This admission was not made by the waiting room."),
            AdmissionRefusal.WrongKind => ("admission-wrong-kind", 401, "This token is no admission to this service."),
            AdmissionRefusal.UnknownKey => ("admission-unknown-key", 401, "The waiting room has no such key."),
            AdmissionRefusal.Expired => ("admission-expired", 401, "This admission has expired; claim it again."),
            AdmissionRefusal.WrongBrowser => ("admission-wrong-browser", 401, "This admission was given to another browser."),
            AdmissionRefusal.WrongRoom => ("admission-wrong-room", 403, "This admission is for another waiting room."),
            AdmissionRefusal.Used => ("admission-used", 409, "Somebody came in with this admission before."),
            AdmissionRefusal.Over => ("admission-over", 401, "This session has ended."),
            AdmissionRefusal.Busy => ("admission-busy", 503, "Too many people are coming in at this moment."),
            AdmissionRefusal.KeysUnavailable => ("admission-keys-unavailable", 503, "Admissions cannot be checked right now."),
            _ => throw new InvalidOperationException($"No problem for {reason}."),
        };
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "application/problem+json";
        response.Headers.CacheControl = "no-store";
        if (status == StatusCodes.Status401Unauthorized)
        {
            // RFC 6750, 3: no error code when no token was sent.
            response.Headers.WWWAuthenticate = reason == AdmissionRefusal.Missing ? "Bearer" : "Bearer error=\"invalid_token\"";
        }
        else if (status == StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = RetryAfterSeconds;
        }

        await using var writer = new Utf8JsonWriter(response.BodyWriter);
        writer.WriteStartObject();
        writer.WriteString("type", "/problems/" + name);
        writer.WriteString("title", title);
        writer.WriteNumber("status", status);
        if (room is not null)
        {
            writer.WriteString("room", room);
        }

        writer.WriteEndObject();
        await writer.FlushAsync(context.RequestAborted);
    }
}
