using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WaitingRoom.Web.Languages;

namespace WaitingRoom.Web.Problems;

/// <summary>Makes problem answers. Return the result from a minimal API, a page handler, or run it inside a middleware.</summary>
public static partial class Problems
{
    /// <summary>
    /// A problem answer: <c>application/problem+json</c> for programs, a page in the language of the request for browsers.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="name"/> is not kebab case or <paramref name="status"/> not 400 to 599.</exception>
    public static ProblemResult Of(
        string name, int status, Text title, Text? detail = null, TimeSpan? retryAfter = null, JsonObject? extras = null)
    {
        if (!KebabCase().IsMatch(name))
        {
            throw new ArgumentException("A problem name is kebab case.", nameof(name));
        }

        return status is < 400 or > 599
            ? throw new ArgumentException("A problem has a status from 400 to 599.", nameof(status))
            : new ProblemResult(new Problem(name, status, title, detail, retryAfter, extras));
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex KebabCase();
}
