using Microsoft.AspNetCore.Http.Features;

namespace WaitingRoom.Web.Front;

/// <summary>
/// What answers one public document before the application knows of the request, because nearly everybody asks for it again and again and it needs no language, no sign-in, no limit, no trace and no
/// log line. Such answers are not among the framework's requests: whoever gives them counts them. Every request of the host passes <see cref="Find"/>, which therefore allocates nothing and waits for nothing.
/// </summary>
public interface IFrontAnswer
{
    /// <summary>Whether this request is the plain case: what <see cref="Give"/> needs to answer it, or null, and it goes its usual way. Must not fail.</summary>
    object? Find(IHttpRequestFeature request);

    /// <summary>Writes the answer, once for each request that <see cref="Find"/> took.</summary>
    /// <param name="features">Of the request and of its response, on which nothing is set yet.</param>
    /// <param name="found">What <see cref="Find"/> gave.</param>
    Task Give(IFeatureCollection features, object found);
}
