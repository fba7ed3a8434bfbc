using System.Security.Claims;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Booking.Holding;
using WaitingRoom.Booking.Staff;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Web;
using WaitingRoom.Web.Languages;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Booking.Codes.Batches;

/// <param name="Id">Name of the batch; a new one for each.</param>
/// <param name="Group">Booking group.</param>
/// <param name="Priority">Priority group; null for none.</param>
internal sealed record BatchRequest(string? Id, int Group, string? Priority, int Count);

/// <param name="CancelBookings">Whether booked appointments of its codes are cancelled too. They stay unless this is asked.</param>
internal sealed record RevokeRequest(bool CancelBookings = false);

internal sealed record RevokedView(string Id, int Cancelled);

/// <summary>/operators/code-batches: codes for letters.</summary>
internal static class BatchEndpoints
{
    public const string Path = "/operators/code-batches";

    /// <summary>Codes in one answer: some 6 MB and half a minute. More is for the command line.</summary>
    private const int MostByWeb = 100_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var batches = routes.MapGroup(Path).RequireAuthorization(StaffPolicy.Operator).WithTags("operators");
        batches.MapGet("", async (BatchDesk desk, HttpContext context) => Results.Json(new CodeBatches(await desk.All(context.RequestAborted)), BatchJson.Default.CodeBatches))
            .WithName("ReadCodeBatches").WithSummary("Batches of codes; never the codes");
        batches.MapPost("", Issue).WithName("IssueCodeBatch").WithSummary("Issues a batch of codes and answers the printer's list")
            .WithDescription("Needs Idempotency-Key. The list (text/csv) is shown once; if it is lost, revoke the batch and issue another.")
            .Produces(StatusCodes.Status200OK, contentType: "text/csv").ProducesProblem(409).ProducesProblem(422);
        batches.MapPost("{id}/revocation", Revoke).WithName("RevokeCodeBatch").WithSummary("Calls a batch back as a whole")
            .WithDescription("Needs Idempotency-Key. Booked appointments stay unless cancelBookings is true.")
            .Produces<RevokedView>().ProducesProblem(404);
    }

    private static async Task<IResult> Issue(BatchRequest request, HttpContext context, BatchDesk desk, CampaignBook campaigns, StaffActions actions, IOptions<WebOptions> web)
    {
        if (!IdempotencyKey.TryRead(context.Request.Headers[IdempotencyKey.Header], out _))
        {
            return Refusals.KeyMissing();
        }

        if (await campaigns.Get() is not { } edition)
        {
            return Refusals.NotOpenYet();
        }

        var wrong = !CodeBatch.IsId(request.Id) ? "id"
            : edition.CentresOf(request.Group).Count == 0 ? "group"
            : request.Priority is not null && edition.Campaign.FindGroup(request.Priority) is null ? "priority"
            : request.Count is < 1 or > MostByWeb ? "count"
            : null;
        if (wrong is not null)
        {
            return BatchProblems.Invalid(wrong, MostByWeb);
        }

        var who = context.User.FindFirstValue(StaffPolicy.SubjectClaim) ?? "";
        switch (await desk.Begin(request.Id!, request.Group, request.Priority, request.Count, who, context.RequestAborted))
        {
            case BatchChange.Exists:
                return BatchProblems.Exists();
            case BatchChange.Full:
                return BatchProblems.Full();
            default:
                break;
        }

        await actions.Record(context, "codes.issue", $"code-batch/{request.Id}", null, JsonSerializer.Serialize(request, BatchJson.Default.BatchRequest));
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{request.Id}.csv\"";
        var link = new Uri($"{context.Request.Scheme}://{context.Request.Host}{web.Value.StartPath}");
        await foreach (var line in desk.Print(request.Id!, request.Group, request.Priority, request.Count, link, context.RequestAborted))
        {
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), context.RequestAborted);
        }

        return Results.Empty;
    }

    private static async Task<IResult> Revoke(string id, RevokeRequest request, HttpContext context, BatchDesk desk, StaffActions actions)
    {
        if (!IdempotencyKey.TryRead(context.Request.Headers[IdempotencyKey.Header], out _))
        {
            return Refusals.KeyMissing();
        }

        var who = context.User.FindFirstValue(StaffPolicy.SubjectClaim) ?? "";
        if (await desk.Revoke(id, who, context.RequestAborted) == BatchChange.Unknown)
        {
            return BatchProblems.Unknown();
        }

        try
        {
            var view = new RevokedView(id, request.CancelBookings ? await desk.CancelBookings(id, context.RequestAborted) : 0);
            await actions.Record(context, "codes.revoke", $"code-batch/{id}", null, JsonSerializer.Serialize(view, BatchJson.Default.RevokedView));
            return Results.Json(view, BatchJson.Default.RevokedView);
        }
        catch (LedgerUnavailableException)
        {
            return Refusals.OutcomeUnknown();
        }
    }
}

/// <summary>The refusals of the batches' API; documented in docs/errors.md.</summary>
internal static class BatchProblems
{
    private static readonly Text InvalidTitle = new("Diese Charge ist so nicht möglich", "This batch is not possible");
    private static readonly Text InvalidDetail = new(
        "Falsch ist {0}. id: Kleinbuchstaben, Ziffern, Bindestriche; group: eine Gruppe mit Impfzentren; priority: eine Gruppe der Kampagne; count: 1 bis {1}.",
        "What is wrong is {0}. id: lower-case letters, digits, hyphens; group: one that has centres; priority: a group of the campaign; count: 1 to {1}.");
    private static readonly Text ExistsTitle = new("Diese Charge gibt es schon", "This batch exists already");
    private static readonly Text ExistsDetail = new(
        "Codes lassen sich nicht noch einmal zeigen. Ging die Liste verloren, rufen Sie die Charge zurück und geben Sie eine neue aus.",
        "Codes cannot be shown again. If the list was lost, revoke the batch and issue another.");
    private static readonly Text FullTitle = new("Mehr Chargen passen nicht", "There is no room for another batch");
    private static readonly Text UnknownTitle = new("Diese Charge gibt es nicht", "There is no such batch");

    public static ProblemResult Invalid(string field, int most) =>
        Problems.Of("code-batch-invalid", 422, InvalidTitle, InvalidDetail.With(field, most), extras: new JsonObject { ["field"] = field });

    public static ProblemResult Exists() => Problems.Of("code-batch-exists", 409, ExistsTitle, ExistsDetail);

    public static ProblemResult Full() => Problems.Of("code-batches-full", 409, FullTitle);

    public static ProblemResult Unknown() => Problems.Of("code-batch-unknown", 404, UnknownTitle);
}
