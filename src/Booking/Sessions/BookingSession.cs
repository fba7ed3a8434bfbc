using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;

namespace WaitingRoom.Booking.Sessions;

/// <summary>What a session token says.</summary>
/// <param name="Id">The admission's id: however often one admission is exchanged, it stays one session.</param>
/// <param name="Room">The room it came through.</param>
/// <param name="Began">When the admission was exchanged first.</param>
/// <param name="Code">The redeemed code's hash; null before.</param>
/// <param name="Group">The code's booking group; 0 before.</param>
/// <param name="Number">The number under which the room counts it as inside; null for an admission that says none.</param>
internal sealed record BookingSession(string Id, string Room, DateTimeOffset Began, CodeId? Code, int Group, long? Number = null)
{
    /// <summary>Authentication scheme of booking sessions.</summary>
    public const string Scheme = "BookingSession";

    /// <summary>Policy: any booking session.</summary>
    public const string Policy = "booking-session";

    /// <summary>Policy: a session with a redeemed code.</summary>
    public const string CodePolicy = "booking-code";

    /// <summary>Out of whose share seats are taken; the kind of the token says it.</summary>
    public Channel Channel { get; init; } = Channel.Web;

    /// <summary>The agent who stands in for the caller; null for a citizen's own session.</summary>
    public string? Agent { get; init; }

    /// <summary>The codes of people who book side by side, <see cref="Code"/> among them; empty for one person alone.</summary>
    public IReadOnlyList<CodeId> Household { get; init; } = [];

    /// <summary>A session for each of them, in their order; this one for somebody alone.</summary>
    public IReadOnlyList<BookingSession> Members => Household.Count == 0 ? [this] : [.. Household.Select(code => this with { Code = code })];

    internal const string RoomClaim = "room";
    internal const string BeganClaim = "auth_time";
    internal const string CodeClaim = "code";
    internal const string GroupClaim = "group";
    internal const string NumberClaim = "num";
    internal const string AgentClaim = "agent";
    internal const string HouseholdClaim = "household";

    /// <summary>The session that a request acts in: the citizen's own, or one that an agent stands in for.</summary>
    public static BookingSession Of(HttpContext context) => context.Features.Get<BookingSession>() ?? ((SessionPrincipal)context.User).Session;

    /// <summary>Acting for this code from now on, and for no other.</summary>
    public BookingSession For(CodeId code, int group) => this with { Code = code, Group = group, Household = [] };

    public ClaimsPrincipal ToPrincipal()
    {
        // "sub" ties antiforgery tokens of forms to the session; it stays the same when a code is redeemed.
        var identity = new ClaimsIdentity([new Claim("sub", Id), new Claim(RoomClaim, Room)], Scheme);
        if (Code is { } code)
        {
            identity.AddClaim(new Claim(CodeClaim, code.Hash));
        }

        return new SessionPrincipal(identity, this);
    }
}

/// <summary>A principal that knows its session, so that no endpoint reads claims again.</summary>
internal sealed class SessionPrincipal(ClaimsIdentity identity, BookingSession session) : ClaimsPrincipal(identity)
{
    public BookingSession Session => session;
}
