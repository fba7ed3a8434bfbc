using Microsoft.AspNetCore.Http;

namespace WaitingRoom.Gate;

/// <summary>Paths of this very app. Whatever a browser could read as another host is none.</summary>
internal static class LocalPath
{
    /// <summary>A cookie has 4 KB, and protection makes the text half as long again.</summary>
    private const int Longest = 2000;

    /// <summary>One slash at the front, not two; no backslash, which browsers take for a slash; nothing invisible, which they drop.</summary>
    public static bool IsLocal(string? path) =>
        path is { Length: >= 1 and <= Longest } && path[0] == '/' && (path.Length == 1 || path[1] != '/')
        && path.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0 && !path.Contains('\\', StringComparison.Ordinal);

    /// <summary>What was asked for, to be asked for again; null when it cannot be repeated by a GET or is no local path.</summary>
    public static string? Of(HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            return null;
        }

        var path = request.PathBase.ToUriComponent() + request.Path.ToUriComponent() + request.QueryString.ToUriComponent();
        return IsLocal(path) ? path : null;
    }
}
