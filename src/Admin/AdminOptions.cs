namespace WaitingRoom.Admin;

/// <summary>What a host says about its staff. Bound from the configuration section <c>Admin</c>.</summary>
public sealed class AdminOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Admin";

    /// <summary>The house's own identity provider; without an authority only the built-in issuer counts.</summary>
    public OidcOptions Oidc { get; set; } = new();
}

/// <summary>An OpenID Connect issuer whose tokens staff may bring.</summary>
public sealed class OidcOptions
{
    /// <summary>Its address; <c>/.well-known/openid-configuration</c> is found below it. Null: none.</summary>
    public string? Authority { get; set; }

    /// <summary>What its tokens have to say in <c>aud</c>. Needed with an authority.</summary>
    public string? Audience { get; set; }

    /// <summary>The claim with the roles (operator, agent, centre); one or several.</summary>
    public string RoleClaim { get; set; } = "role";

    /// <summary>The one algorithm it signs with; what most issuers use unless told otherwise.</summary>
    public string Algorithm { get; set; } = "RS256";
}
