using System.Buffers.Text;
using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WaitingRoom.Admin.Audit;
using WaitingRoom.Admin.Rooms;
using WaitingRoom.Admin.Staff;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Admin.Outbox;

/// <summary>
/// GET /operators/outbox: how many messages wait, and those that were given up, with the reason. POST /operators/outbox/{id}/retry and /operators/outbox/retry: try one of them, or all,
/// again. Nothing here names a person.
/// </summary>
internal sealed class OutboxEndpoints(IOutbox outbox, StaffActions actions, TimeProvider time)
{
    private const int UsualLimit = 100;

    /// <summary>Some 200 bytes each.</summary>
    private const int MostLetters = 1000;

    private const int IdBytes = 16;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/operators/outbox").RequireAuthorization(StaffRole.Operator).WithTags("operators");
        group.MapGet("", (int? limit, HttpContext context, OutboxEndpoints endpoints) => endpoints.Read(limit, context))
            .WithSummary("Messages that wait and those given up");
        group.MapPost("retry", (HttpContext context, OutboxEndpoints endpoints) => endpoints.Retry(null, "outbox", context))
            .WithSummary("Tries all messages that were given up again");
        group.MapPost("{id}/retry", (string id, HttpContext context, OutboxEndpoints endpoints) => endpoints.RetryOne(id, context))
            .WithSummary("Tries a message that was given up again");
    }

    private async Task<IResult> Read(int? limit, HttpContext context)
    {
        if (limit is < 1 or > MostLetters)
        {
            return RoomAdminProblems.ParameterWrong("limit", $"limit is 1 to {MostLetters}.");
        }

        context.Response.Headers.CacheControl = "no-store";
        var counts = await outbox.Count(context.RequestAborted);
        var dead = await outbox.ReadDead(limit ?? UsualLimit, context.RequestAborted);
        return Results.Json(
            new OutboxView(counts.Waiting, counts.OldestAt, counts.Dead, [.. dead.Select(d => new DeadLetterView(d.Id.ToString(), d.Kind, d.Reference, d.At, d.GivenUpAt, d.Failures, d.Reason))]),
            OutboxJson.Default.OutboxView);
    }

    private async Task<IResult> RetryOne(string id, HttpContext context)
    {
        Span<byte> bytes = stackalloc byte[IdBytes];
        return Base64Url.IsValid(id, out var length) && length == IdBytes && Base64Url.TryDecodeFromChars(id, bytes, out _)
            ? await Retry(OperationId.From(new Guid(bytes)), $"outbox/{id}", context)
            : OutboxProblems.Unknown();
    }

    private async Task<IResult> Retry(OperationId? id, string subject, HttpContext context)
    {
        if (!StaffRequest.TryIdempotencyKey(context.Request, out _))
        {
            return RoomAdminProblems.IdempotencyKeyMissing();
        }

        await actions.Ask(context.User, StaffRole.Operator, "outbox.retry", subject, null, null, context.RequestAborted);
        var revived = await outbox.Revive(id, time.GetUtcNow(), context.RequestAborted);
        if (revived == 0 && id is not null)
        {
            return OutboxProblems.Unknown();
        }

        var after = string.Create(CultureInfo.InvariantCulture, $"{{\"retried\":{revived}}}");
        await actions.Record(context.User, StaffRole.Operator, "outbox.retry", subject, null, after, CancellationToken.None);
        return Results.Json(new RetryView(revived), OutboxJson.Default.RetryView);
    }
}

/// <param name="Waiting">Not sent yet, retries included.</param>
/// <param name="OldestAt">When the oldest of them was queued.</param>
internal sealed record OutboxView(long Waiting, DateTimeOffset? OldestAt, long GivenUp, IReadOnlyList<DeadLetterView> Letters);

internal sealed record DeadLetterView(string Id, string Kind, string Reference, DateTimeOffset QueuedAt, DateTimeOffset GivenUpAt, int Failures, string Reason);

internal sealed record RetryView(int Retried);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OutboxView))]
[JsonSerializable(typeof(RetryView))]
internal sealed partial class OutboxJson : JsonSerializerContext;
