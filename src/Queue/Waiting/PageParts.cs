using System.Text;
using Microsoft.Extensions.Options;
using WaitingRoom.Web.Security;

namespace WaitingRoom.Queue.Waiting;

/// <summary>What every waiting page has in common: style, script, logo, and the policy that allows just these. Made once.</summary>
internal sealed class PageParts
{
    public PageParts(IOptions<QueueOptions> options)
    {
        var theme = Theme.Read(options.Value.Theme);
        Style = Own("waiting.css") + theme.Css;
        Script = Own("waiting.js");
        Logo = theme.Logo;
        Policy = ContentSecurityPolicy.Default.WithInlineStyle(Style).WithInlineScript(Script);
        // One file serves both: a module to the check of draws, and here a piece of a plain script in a scope of its own.
        ChallengeScript = $"{{\n{Own("sha256.js").Replace("export const", "const", StringComparison.Ordinal)}\n{Own("challenge.js")}\n}}";
        PolicyWithChallenge = Policy.WithInlineScript(ChallengeScript);
        Zone = TimeZoneInfo.FindSystemTimeZoneById(options.Value.TimeZone);
    }

    public string Style { get; }

    public string Script { get; }

    /// <summary>Does the work that a room asks for before a ticket; only on pages whose form asks for it.</summary>
    public string ChallengeScript { get; }

    public ContentSecurityPolicy PolicyWithChallenge { get; }

    /// <summary>SVG, or empty.</summary>
    public string Logo { get; }

    public ContentSecurityPolicy Policy { get; }

    /// <summary>In which times of day are told before the script can ask the browser.</summary>
    public TimeZoneInfo Zone { get; }

    private static string Own(string name)
    {
        using var stream = typeof(PageParts).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n").Trim();
    }
}
