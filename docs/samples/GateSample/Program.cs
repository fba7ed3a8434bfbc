using System.Net;
using WaitingRoom.Gate;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddWaitingRoom(room => builder.Configuration.Bind("WaitingRoom", room));

var app = builder.Build();
app.UseWaitingRoom();

// The app itself knows nothing of waiting rooms.
app.MapGet("/", () => Page("Vaccination card", "<p><a href=\"/cards?year=2026\">Your card</a></p>"));
app.MapGet("/cards", (string? year) => Page("Your card", $"<p>Year: {WebUtility.HtmlEncode(year)}</p>"));
app.MapGet("/health", () => "ok").AllowWithoutAdmission();
await app.RunAsync();

static IResult Page(string title, string body) => Results.Content($"""
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>{title}</title></head>
    <body><h1>{title}</h1>{body}
    <form method="post" action="/.waiting-room/leave"><button>Leave</button></form></body></html>
    """, "text/html; charset=utf-8");
