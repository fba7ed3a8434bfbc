using System.Net;
using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Http;
using WaitingRoom.Queue.Tokens;
using WaitingRoom.Web.Languages;
using WaitingRoom.Web.Security;

namespace WaitingRoom.Queue.Returning;

/// <summary>
/// Hands the admission over to the app: a page with one form that posts it there, by itself with script and by its button without. A redirect would put the token into an address.
/// </summary>
internal sealed class ReturnPage(ReturnTarget target, Admission admission) : IResult
{
    private const string Script = "document.forms[0].submit()";

    private const string Style = "body{font:1.125rem/1.5 system-ui,sans-serif;max-width:40rem;margin:10vh auto;padding:0 1rem;color:#171a2b;background:#fff}button{font:inherit;padding:.75rem 1.5rem;border:0;border-radius:4px;background:#171a2b;color:#fff}button:focus-visible{outline:3px solid #0b57d0;outline-offset:3px}";

    private static readonly ContentSecurityPolicy Policy = ContentSecurityPolicy.Default.WithInlineScript(Script).WithInlineStyle(Style);

    private static readonly Text Title = new("Sie sind an der Reihe", "It is your turn");
    private static readonly Text Detail = new("Sie werden weitergeleitet. Wenn nichts geschieht, gehen Sie bitte mit dem Knopf weiter.", "You are being taken on. If nothing happens, please use the button.");
    private static readonly Text Button = new("Weiter", "Go on");

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        httpContext.UseContentSecurityPolicy(Policy.WithFormTarget(target.Origin));
        response.Headers.CacheControl = "no-store";
        response.ContentType = MediaTypeNames.Text.Html + "; charset=utf-8";
        var language = Language.Current == Language.English ? "en" : "de";
        return response.WriteAsync($"""
            <!DOCTYPE html>
            <html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,"><title>{Encode(Title)}</title><style>{Style}</style></head>
            <body><main><h1>{Encode(Title)}</h1><p>{Encode(Detail)}</p>
            <form method="post" action="{Encode(target.EnterAddress)}"><input type="hidden" name="admission" value="{Encode(admission.Token)}"><button>{Encode(Button)}</button></form></main>
            <script>{Script}</script></body></html>
            """, Encoding.UTF8, httpContext.RequestAborted);
    }

    private static string Encode(object text) => WebUtility.HtmlEncode(text.ToString()!);
}
