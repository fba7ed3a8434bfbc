using Microsoft.AspNetCore.Authentication;

namespace WaitingRoom.Gate;

/// <summary>What a guarded service says about its waiting room.</summary>
public sealed class GateOptions : AuthenticationSchemeOptions
{
    /// <summary>
    /// The waiting room's issuer: an absolute address without a slash at its end, exactly as in <c>iss</c>. Its
    /// <c>/.well-known/openid-configuration</c> leads to the keys. Required.
    /// </summary>
    public string Authority { get; set; } = "";

    /// <summary>Read the key set (RFC 7517) from this address instead, for a service that reaches the waiting room by another way than the public. Null: by the authority's configuration.</summary>
    public Uri? KeysAddress { get; set; }

    /// <summary>The rooms whose admissions open this service. Empty: every room of the authority.</summary>
    public ISet<string> Rooms { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Where a browser without a valid admission is sent, a path or an absolute URL: the waiting page.</summary>
    public string WaitingRoomPath { get; set; } = "/";

    /// <summary>True on a machine without TLS: cookies then have no <c>__Host-</c> prefix, and keys may come over plain HTTP.</summary>
    public bool PlainHttp { get; set; }

    /// <summary>How the keys are fetched; null for an ordinary client. For proxies, private certificates and tests.</summary>
    public HttpMessageHandler? Backchannel { get; set; }

    /// <summary>Clocks of two machines may differ by this much. Zero to a minute; the admission itself lives for five.</summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        if (!Uri.TryCreate(Authority, UriKind.Absolute, out _) || Authority.EndsWith('/'))
        {
            throw new InvalidOperationException("Gate: Authority is an absolute address without a slash at its end.");
        }

        if (ClockSkew < TimeSpan.Zero || ClockSkew > TimeSpan.FromMinutes(1))
        {
            throw new InvalidOperationException("Gate: ClockSkew is zero to a minute.");
        }
    }
}
