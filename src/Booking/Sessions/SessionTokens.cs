using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using WaitingRoom.Booking.Keys;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;

namespace WaitingRoom.Booking.Sessions;

/// <summary>
/// Makes and reads session tokens: JWT (RFC 7519), HS256 only. A citizen's has typ wr-session+jwt and aud wr-session; one that an agent uses for a caller has typ
/// wr-agent-session+jwt and aud wr-agent-session, so neither is ever taken for the other.
/// </summary>
internal sealed class SessionTokens(DocumentKeys keys, IOptions<BookingOptions> options, TimeProvider time)
{
    private const string Issuer = "wr-booking";
    private const string Audience = "wr-session";
    private const string AgentAudience = "wr-agent-session";

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false, MapInboundClaims = false };

    public async ValueTask<string> Write(BookingSession session)
    {
        var now = time.GetUtcNow();
        var key = (await keys.Get(DocumentKeys.Session)).Current;
        var claims = new Dictionary<string, object>
        {
            [JwtRegisteredClaimNames.Jti] = session.Id,
            [BookingSession.RoomClaim] = session.Room,
            [BookingSession.BeganClaim] = session.Began.ToUnixTimeSeconds(),
        };
        if (session.Code is { } code)
        {
            claims[BookingSession.CodeClaim] = code.Hash;
            claims[BookingSession.GroupClaim] = session.Group;
        }

        if (session.Household.Count > 0)
        {
            claims[BookingSession.HouseholdClaim] = string.Join(' ', session.Household.Select(member => member.Hash));
        }

        if (session.Number is { } number)
        {
            claims[BookingSession.NumberClaim] = number;
        }

        if (session.Agent is { } agent)
        {
            claims[BookingSession.AgentClaim] = agent;
        }

        var audience = session.Agent is null ? Audience : AgentAudience;
        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = audience,
            IssuedAt = now.UtcDateTime,
            Expires = EndOf(session, now).UtcDateTime,
            TokenType = TypeOf(audience),
            Claims = claims,
            SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(key.Bytes) { KeyId = key.Kid }, SecurityAlgorithms.HmacSha256),
        });
    }

    /// <summary>Reads a citizen's session.</summary>
    public ValueTask<SessionReading> Read(string token) => Read(token, Audience);

    /// <summary>Reads a session that an agent uses for a caller.</summary>
    public ValueTask<SessionReading> ReadOfAgent(string token) => Read(token, AgentAudience);

    private static string TypeOf(string audience) => audience + "+jwt";

    private async ValueTask<SessionReading> Read(string token, string audience)
    {
        var set = await keys.Get(DocumentKeys.Session);
        var result = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidTypes = [TypeOf(audience)],
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ValidIssuer = Issuer,
            ValidAudience = audience,
            // One key for one kid; a token that names none of ours is refused without trying all.
            IssuerSigningKeyResolver = (_, _, kid, _) => set.Find(kid) is { } key ? [new SymmetricSecurityKey(key.Bytes) { KeyId = key.Kid }] : [],
            // That it has not ended is checked below against the host's clock, because an ended session is told apart from a forged one.
            LifetimeValidator = (_, expires, _, _) => expires is not null,
        });
        if (!result.IsValid || result.SecurityToken is not JsonWebToken jwt || !jwt.TryGetPayloadValue<long>(BookingSession.BeganClaim, out var began)
            || !jwt.TryGetPayloadValue<long>(JwtRegisteredClaimNames.Exp, out var expires))
        {
            return new SessionReading.NoSession();
        }

        var now = time.GetUtcNow();
        if (DateTimeOffset.FromUnixTimeSeconds(expires) <= now)
        {
            return new SessionReading.Expired();
        }

        jwt.TryGetPayloadValue<string>(BookingSession.RoomClaim, out var room);
        var session = new BookingSession(
            jwt.Id,
            room ?? "",
            DateTimeOffset.FromUnixTimeSeconds(began),
            jwt.TryGetPayloadValue<string>(BookingSession.CodeClaim, out var hash) ? new CodeId(hash) : null,
            jwt.TryGetPayloadValue<int>(BookingSession.GroupClaim, out var group) ? group : 0,
            jwt.TryGetPayloadValue<long>(BookingSession.NumberClaim, out var number) ? number : null)
        {
            Agent = jwt.TryGetPayloadValue<string>(BookingSession.AgentClaim, out var agent) ? agent : null,
            Channel = audience == AgentAudience ? Channel.Phone : Channel.Web,
            Household = jwt.TryGetPayloadValue<string>(BookingSession.HouseholdClaim, out var hashes) ? [.. hashes.Split(' ').Select(member => new CodeId(member))] : [],
        };
        return new SessionReading.Valid(session, NeedsRenewal: now - new DateTimeOffset(jwt.IssuedAt, TimeSpan.Zero) > options.Value.SessionLifetime / 6 && EndOf(session, now) > now);
    }

    /// <summary>When a token written now ends.</summary>
    public DateTimeOffset EndOf(BookingSession session, DateTimeOffset now)
    {
        var (sliding, longest) = (now + options.Value.SessionLifetime, session.Began + options.Value.SessionLongest);
        return sliding < longest ? sliding : longest;
    }
}

/// <summary>What a presented token turned out to be. A closed set.</summary>
internal abstract record SessionReading
{
    private SessionReading()
    {
    }

    /// <param name="NeedsRenewal">A sixth of its life is over: often enough that it slides, seldom enough that most answers set no cookie.</param>
    internal sealed record Valid(BookingSession Session, bool NeedsRenewal) : SessionReading;

    internal sealed record Expired : SessionReading;

    internal sealed record NoSession : SessionReading;
}
