using System.Net;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using WaitingRoom.Booking.Messages;
using WaitingRoom.Booking.Messages.Development;

namespace WaitingRoom.Booking.Pages.Development;

/// <summary>What would have been sent, for whoever sits at the machine. Not there at all unless the setting is on.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class OutboxModel(DevelopmentOutbox outbox, IOptions<MessageOptions> options) : PageModel
{
    public IReadOnlyList<DevelopmentOutbox.Shown> Messages { get; private set; } = [];

    public IActionResult OnGet(string? id)
    {
        if (!options.Value.DevelopmentOutbox || !IsFromHere())
        {
            return NotFound();
        }

        if (id is not null)
        {
            return outbox.Find(id)?.Html is { } html ? Content(html, "text/html; charset=utf-8") : NotFound();
        }

        Messages = outbox.Messages;
        return Page();
    }

    /// <summary>A setting left on by mistake behind a proxy shows nobody anything.</summary>
    private bool IsFromHere() =>
        HttpContext.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)
        && !Request.Headers.ContainsKey("X-Forwarded-For") && !Request.Headers.ContainsKey("Forwarded") && !Request.Headers.ContainsKey("X-Original-For");
}
