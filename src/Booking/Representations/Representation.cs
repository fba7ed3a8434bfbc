using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Booking.Representations;

/// <summary>Marks which of two endpoints at one address answers with a page and which with data.</summary>
internal sealed record Representation(bool IsPage)
{
    public static readonly Representation Page = new(true);

    public static readonly Representation Data = new(false);
}

/// <summary>
/// Chooses between a page and data at the same address: a submitted form always gets the page, anything else what it says it prefers. Where an
/// address has only one of them, that one answers.
/// </summary>
internal sealed class RepresentationPolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    public override int Order => 0;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(endpoint => endpoint.Metadata.GetMetadata<Representation>() is not null);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        bool page = false, data = false;
        for (var i = 0; i < candidates.Count; i++)
        {
            if (candidates.IsValidCandidate(i))
            {
                var representation = candidates[i].Endpoint.Metadata.GetMetadata<Representation>();
                page |= representation is { IsPage: true };
                data |= representation is { IsPage: false };
            }
        }

        if (page && data)
        {
            var wanted = httpContext.Request.HasFormContentType || ClientPreference.WantsPage(httpContext.Request);
            for (var i = 0; i < candidates.Count; i++)
            {
                if (candidates.IsValidCandidate(i) && candidates[i].Endpoint.Metadata.GetMetadata<Representation>() is { } representation)
                {
                    candidates.SetValidity(i, representation.IsPage == wanted);
                }
            }
        }

        return Task.CompletedTask;
    }
}
