using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace WaitingRoom.Web.Security;

/// <summary>Headers that every answer carries, also failures; set last because the exception handler clears headers.</summary>
internal static class SecurityHeaders
{
    public static void Use(IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(Apply, context);
        return next(context);
    });

    private static Task Apply(object state)
    {
        var context = (HttpContext)state;
        var policy = context.Features.Get<ContentSecurityPolicy>()
            ?? context.GetEndpoint()?.Metadata.GetMetadata<ContentSecurityPolicy>()
            ?? ContentSecurityPolicy.Default;
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = policy.HeaderValue;
        headers.XContentTypeOptions = "nosniff";
        // Not "no-referrer": browsers then send "Origin: null" with forms, and no other site learns more from "same-origin".
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return Task.CompletedTask;
    }
}
