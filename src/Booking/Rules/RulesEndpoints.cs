using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Booking.Holding;
using WaitingRoom.Booking.Staff;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Grains.Campaigns;
using WaitingRoom.Grains.Documents;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Booking.Rules;

/// <summary>/operators/campaign: the rules, whom a change would touch, the change itself, and who has more people than places.</summary>
internal sealed partial class RulesEndpoints(IDocuments documents, RulesForesight foresight, VialDays vials, StaffActions actions)
{
    public const string Path = "/operators/campaign";

    private const string AuditSubject = "campaign";

    /// <summary>A campaign with 500 centres has about 100 kB.</summary>
    private const int LongestBody = 1024 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var rules = routes.MapGroup(Path).RequireAuthorization(StaffPolicy.Operator).WithTags("operators");
        rules.MapGet("", (HttpContext context, RulesEndpoints e) => e.Read(context)).WithName("ReadCampaign").WithSummary("The campaign's rules").Produces<RulesView>();
        rules.MapPut("", (HttpContext context, RulesEndpoints e) => e.Replace(context))
            .WithName("ReplaceCampaign")
            .WithSummary("Replaces the campaign's rules")
            .WithDescription("Needs Idempotency-Key and, where there is a campaign, If-Match. Counts for new holds within a second; what is held keeps the rule it was taken under.")
            .Produces<RulesView>().ProducesProblem(412).ProducesProblem(422).ProducesProblem(428);
        rules.MapPost("preview", (HttpContext context, RulesEndpoints e) => e.Preview(context))
            .WithName("PreviewCampaign").WithSummary("Whom these rules would touch; changes nothing").Produces<RulesPreview>().ProducesProblem(422);
        rules.MapGet("deficits", async (RulesEndpoints e) => await e.Deficits())
            .WithName("ReadDeficits").WithSummary("Slots with more people than places").Produces<DeficitList>();
    }

    private async Task<IResult> Read(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return await documents.Get(Campaign.DocumentName, context.RequestAborted) is { } document
            ? Tell(context, document.Version, Campaign.FromJson(document.Body), null)
            : RulesProblems.Missing();
    }

    private async Task<IResult> Preview(HttpContext context)
    {
        var (campaign, faults) = await Read(context.Request);
        if (campaign is null)
        {
            return RulesProblems.Invalid(faults);
        }

        var document = await documents.Get(Campaign.DocumentName, context.RequestAborted);
        var before = new CampaignEdition(document?.Version ?? 0, document is null ? campaign with { Vaccines = [], Centres = [], Groups = [] } : Campaign.FromJson(document.Body));
        try
        {
            return Results.Json(await foresight.Of(before, campaign, context.RequestAborted), RulesJson.Default.RulesPreview);
        }
        catch (LedgerUnavailableException)
        {
            return Refusals.Busy();
        }
    }

    private async Task<IResult> Deficits()
    {
        try
        {
            return Results.Json(await foresight.Deficits(), RulesJson.Default.DeficitList);
        }
        catch (LedgerUnavailableException)
        {
            return Refusals.Busy();
        }
    }

    private async Task<IResult> Replace(HttpContext context)
    {
        if (!IdempotencyKey.TryRead(context.Request.Headers[IdempotencyKey.Header], out _))
        {
            return Refusals.KeyMissing();
        }

        var (campaign, faults) = await Read(context.Request);
        if (campaign is null)
        {
            return RulesProblems.Invalid(faults);
        }

        var body = campaign.ToJson();
        var document = await documents.Get(Campaign.DocumentName, context.RequestAborted);
        if (document is not null && Campaign.FromJson(document.Body).ToJson().Span.SequenceEqual(body.Span))
        {
            // The same again, perhaps because the first answer was lost: what it began is finished.
            return Tell(context, document.Version, campaign, await vials.Follow(CancellationToken.None));
        }

        if (document is not null && Match(context.Request) != document.Version)
        {
            return context.Request.Headers.IfMatch.Count == 0 ? RulesProblems.TagMissing() : RulesProblems.Changed(document.Version);
        }

        try
        {
            // What an earlier change left to do must be done under that change, or its doses per vial would be skipped.
            await vials.Follow(CancellationToken.None);
            if (!await documents.Put(Campaign.DocumentName, document?.Version ?? 0, body, CancellationToken.None))
            {
                return RulesProblems.Changed((await documents.Get(Campaign.DocumentName, CancellationToken.None))?.Version ?? 0);
            }

            await actions.Record(context, "campaign.change", AuditSubject, document is null ? null : Compact(Campaign.FromJson(document.Body)), Compact(campaign));
            var changes = await vials.Follow(CancellationToken.None);
            return Tell(context, (document?.Version ?? 0) + 1, campaign, changes);
        }
        catch (LedgerUnavailableException)
        {
            return Refusals.OutcomeUnknown();
        }
    }

    private static IResult Tell(HttpContext context, long version, Campaign campaign, IReadOnlyList<VialChange>? changes)
    {
        context.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
        return Results.Json(new RulesView(version, campaign, changes is { Count: > 0 } ? changes : null), RulesJson.Default.RulesView);
    }

    private static string Compact(Campaign campaign) => JsonSerializer.Serialize(campaign, RulesJson.Default.Campaign);

    private static long? Match(HttpRequest request) =>
        request.Headers.IfMatch is [['"', .. var inner, '"']] && long.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    /// <summary>Null with what is wrong.</summary>
    private static async Task<(Campaign? Campaign, IReadOnlyList<CampaignFault> Faults)> Read(HttpRequest request)
    {
        if (request.ContentLength is > LongestBody)
        {
            throw new BadHttpRequestException("The body is too long.", StatusCodes.Status413PayloadTooLarge);
        }

        try
        {
            var campaign = await JsonSerializer.DeserializeAsync(request.Body, RulesJson.Default.Campaign, request.HttpContext.RequestAborted);
            if (campaign is null)
            {
                return (null, [new CampaignFault("", "The campaign is missing.")]);
            }

            var faults = CampaignFaults.In(campaign);
            return faults.Count == 0 ? (campaign, faults) : (null, faults);
        }
        catch (JsonException wrong)
        {
            var field = (wrong.Path ?? "$").TrimStart('$', '.').Replace('.', '/');
            return (null, [new CampaignFault(field, UnknownMember().Match(wrong.Message) is { Success: true } unknown
                ? $"There is no member '{unknown.Groups[1].Value}' here."
                : "Something is missing here or of another kind.")]);
        }
    }

    /// <summary>The framework names the member in its message and nowhere else.</summary>
    [GeneratedRegex(@"The JSON property '([^']{1,64})' could not be mapped")]
    private static partial Regex UnknownMember();
}
