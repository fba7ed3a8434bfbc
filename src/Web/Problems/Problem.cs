using System.Text.Json.Nodes;
using WaitingRoom.Web.Languages;

namespace WaitingRoom.Web.Problems;

/// <summary>A refusal or failure as RFC 9457 describes it.</summary>
/// <param name="Name">Stable name in kebab case; the <c>type</c> member is <c>/problems/{Name}</c>, documented in docs/errors.md.</param>
/// <param name="Status">HTTP status, 400 to 599.</param>
/// <param name="Title">The same for every occurrence of this name.</param>
/// <param name="Detail">What happened this time and what the person can do about it. No secret, no personal data.</param>
/// <param name="RetryAfter">Sent as <c>Retry-After</c> in whole seconds, rounded up; null when waiting does not help.</param>
/// <param name="Extras">Further members of the JSON document; not shown on the page.</param>
public sealed record Problem(
    string Name, int Status, Text Title, Text? Detail = null, TimeSpan? RetryAfter = null, JsonObject? Extras = null)
{
    /// <summary>Relative on purpose: it names the problem, whatever host serves it.</summary>
    public string Type => $"/problems/{Name}";

    /// <summary>Whole seconds, at least 1, so that a client never retries at once.</summary>
    internal int? RetryAfterSeconds => RetryAfter is { } delay ? Math.Max(1, (int)Math.Ceiling(delay.TotalSeconds)) : null;
}
