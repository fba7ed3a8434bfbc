using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WaitingRoom.Admin.Rooms;
using WaitingRoom.Admin.Staff;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Admin.Audit;

/// <summary>GET /operators/audit?subject=room/impfung&amp;limit=100: what staff changed, the newest first.</summary>
internal static class AuditEndpoint
{
    private const int UsualLimit = 100;

    /// <summary>A record with two sets of settings has about 2 kB.</summary>
    private const int MostRecords = 500;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/operators/audit", Read)
        .RequireAuthorization(StaffRole.Operator).WithTags("operators").WithSummary("What staff changed, the newest first");

    private static async Task<IResult> Read(string? subject, int? limit, IAuditLog audit, HttpContext context)
    {
        if (limit is < 1 or > MostRecords)
        {
            return RoomAdminProblems.ParameterWrong("limit", $"limit is 1 to {MostRecords}.");
        }

        context.Response.Headers.CacheControl = "no-store";
        var records = await audit.Read(subject, limit ?? UsualLimit, context.RequestAborted);
        return Results.Json(new AuditView([.. records.Select(AuditLine.Of)]), AuditJson.Default.AuditView);
    }
}

internal sealed record AuditView(IReadOnlyList<AuditLine> Records);

internal sealed record AuditLine(DateTimeOffset At, string Who, string Role, string Action, string Subject, JsonNode? Before, JsonNode? After)
{
    public static AuditLine Of(AuditRecord r) => new(r.At, r.Who, r.Role, r.Action, r.Subject, Parse(r.Before), Parse(r.After));

    private static JsonNode? Parse(string? json) => json is null ? null : JsonNode.Parse(json);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AuditView))]
internal sealed partial class AuditJson : JsonSerializerContext;
