using System.Text;

namespace WaitingRoom.Queue.Waiting;

/// <summary>An operator's own look: <c>theme.css</c> and <c>logo.svg</c> of one folder, inlined into the page, so that it stays one response.</summary>
internal sealed record Theme(string Css, string Logo)
{
    /// <summary>The page has 14 KB compressed, the first flight of a new connection (RFC 6928); its own parts need nine.</summary>
    public const int LongestFileBytes = 6 * 1024;

    public static readonly Theme None = new("", "");

    /// <summary>What would end the element it stands in, or load something from elsewhere.</summary>
    private static readonly string[] ForbiddenInCss = ["</", "url(", "@import"];

    private static readonly string[] ForbiddenInLogo = ["<script", "<foreignobject", "<style", "href=", "style=", "onload", "onclick", "<!--"];

    /// <exception cref="InvalidDataException">A file is too long or holds what it must not.</exception>
    public static Theme Read(string? folder)
    {
        if (string.IsNullOrEmpty(folder))
        {
            return None;
        }

        var css = ReadFile(Path.Combine(folder, "theme.css"), ForbiddenInCss);
        var logo = ReadFile(Path.Combine(folder, "logo.svg"), ForbiddenInLogo);
        return logo.Length == 0 || logo.TrimStart().StartsWith("<svg", StringComparison.Ordinal)
            ? new Theme(css, logo.Trim())
            : throw new InvalidDataException("logo.svg begins with <svg, without an XML declaration.");
    }

    private static string ReadFile(string path, string[] forbidden)
    {
        if (!File.Exists(path))
        {
            return "";
        }

        var bytes = File.ReadAllBytes(path);
        if (bytes.Length > LongestFileBytes)
        {
            throw new InvalidDataException($"{Path.GetFileName(path)} has more than {LongestFileBytes} bytes.");
        }

        // One kind of line end: the browser hashes what it parsed, in which CR LF has become LF.
        var text = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').ReplaceLineEndings("\n");
        return Array.Find(forbidden, part => text.Contains(part, StringComparison.OrdinalIgnoreCase)) is { } found
            ? throw new InvalidDataException($"{Path.GetFileName(path)} must not hold \"{found}\".")
            : text;
    }
}
