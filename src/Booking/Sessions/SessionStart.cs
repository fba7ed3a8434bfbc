using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace WaitingRoom.Booking.Sessions;

/// <summary>Turns an admission into a session.</summary>
internal sealed class SessionStart(SessionCarrier carrier, TimeProvider time)
{
    /// <summary>The host's policy that only admission tokens pass.</summary>
    public const string AdmissionPolicy = "admission";

    /// <param name="admission">A principal that passed <see cref="AdmissionPolicy"/>: carries jti, room and num.</param>
    public async ValueTask<(BookingSession Session, string? Token)> Begin(HttpContext context, ClaimsPrincipal admission)
    {
        var id = admission.FindFirstValue("jti") ?? throw new InvalidOperationException("An admission carries its id as the claim jti.");
        var number = long.TryParse(admission.FindFirstValue("num"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var told) ? told : (long?)null;
        var session = new BookingSession(id, admission.FindFirstValue("room") ?? "", time.GetUtcNow(), Code: null, Group: 0, number);
        return (session, await carrier.HandOut(context, session));
    }
}
