using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace WaitingRoom.Web.Security;

/// <summary>
/// A Content-Security-Policy (W3C CSP Level 3). Everything is forbidden but what the pages load from their own origin.
/// An endpoint that inlines style or script supplies its own policy with the hashes of exactly these texts.
/// </summary>
public sealed class ContentSecurityPolicy
{
    public static readonly ContentSecurityPolicy Default = new([], [], null);

    private readonly string[] _styleHashes;
    private readonly string[] _scriptHashes;
    private readonly string? _formTarget;

    private ContentSecurityPolicy(string[] styleHashes, string[] scriptHashes, string? formTarget)
    {
        _formTarget = formTarget;
        _styleHashes = styleHashes;
        _scriptHashes = scriptHashes;
        HeaderValue = string.Concat(
            "default-src 'none'; script-src 'self'", Sources(scriptHashes),
            "; style-src 'self'", Sources(styleHashes),
            "; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'", formTarget is null ? "" : " " + formTarget,
            "; base-uri 'none'; frame-ancestors 'none'");
    }

    /// <summary>The value of the header; kept ready because it is sent with every answer.</summary>
    public StringValues HeaderValue { get; }

    /// <param name="content">The exact text between <c>&lt;style&gt;</c> and <c>&lt;/style&gt;</c>.</param>
    public ContentSecurityPolicy WithInlineStyle(string content) => new([.. _styleHashes, HashOf(content)], _scriptHashes, _formTarget);

    /// <param name="content">The exact text between <c>&lt;script&gt;</c> and <c>&lt;/script&gt;</c>.</param>
    public ContentSecurityPolicy WithInlineScript(string content) => new(_styleHashes, [.. _scriptHashes, HashOf(content)], _formTarget);

    /// <param name="origin">Another origin that a form of the page may post to, such as <c>https://app.example</c>.</param>
    public ContentSecurityPolicy WithFormTarget(string origin) => new(_styleHashes, _scriptHashes, origin);

    private static string HashOf(string content) =>
        $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}'";

    private static string Sources(string[] hashes) => hashes.Length == 0 ? "" : " " + string.Join(' ', hashes);
}

/// <summary>How an endpoint names a policy of its own.</summary>
public static class ContentSecurityPolicyExtensions
{
    /// <summary>Every answer of this endpoint carries <paramref name="policy"/> instead of the default.</summary>
    public static TBuilder WithContentSecurityPolicy<TBuilder>(this TBuilder endpoint, ContentSecurityPolicy policy)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(policy);

    /// <summary>This one answer carries <paramref name="policy"/>. Call it before the answer starts.</summary>
    public static void UseContentSecurityPolicy(this HttpContext context, ContentSecurityPolicy policy) =>
        context.Features.Set(policy);
}
