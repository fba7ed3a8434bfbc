using WaitingRoom.Grains.Campaigns;
using WaitingRoom.Grains.Documents;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Server.Hosting;

/// <summary><c>/health/live</c>: the process answers; it never asks the database. <c>/health/ready</c>: storage answers too, and whatever else the host needs.</summary>
internal static class HealthEndpoints
{
    /// <summary>A storage that needs longer cannot serve people.</summary>
    private static readonly TimeSpan StorageWithin = TimeSpan.FromSeconds(2);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Text("live")).WithSummary("The process answers").WithTags("Health").ShortCircuit();
        routes.MapGet("/health/ready", Ready).WithSummary("The process and its storage answer").WithTags("Health")
            .Produces<string>(contentType: "text/plain").Produces<string>(StatusCodes.Status503ServiceUnavailable, "text/plain").ShortCircuit();
    }

    private static async Task<IResult> Ready(IDocuments documents, IEnumerable<IReadiness> conditions, TimeProvider time, HttpContext context)
    {
        if (conditions.Select(condition => condition.WhyNot).FirstOrDefault(reason => reason is not null) is { } reason)
        {
            return Results.Text(reason, statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        using var limit = new CancellationTokenSource(StorageWithin, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, context.RequestAborted);
        try
        {
            await documents.Get(Campaign.DocumentName, stop.Token).AsTask().WaitAsync(stop.Token);
            return Results.Text("ready");
        }
        catch (Exception silent) when (silent is LedgerUnavailableException or OperationCanceledException)
        {
            return Results.Text("storage does not answer", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
