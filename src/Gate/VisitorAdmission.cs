namespace WaitingRoom.Gate;

/// <summary>Who has been let in; a feature of the request: <c>context.Features.Get&lt;VisitorAdmission&gt;()</c>.</summary>
/// <param name="Room">The room they waited in.</param>
/// <param name="Id">The admission's <c>jti</c>: the same for the whole visit, another for every other visitor. Says nothing about the person.</param>
/// <param name="EndsAt">When the pass at hand ends, unless it is renewed.</param>
public sealed record VisitorAdmission(string Room, string Id, DateTimeOffset EndsAt);
