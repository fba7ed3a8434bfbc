using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace WaitingRoom.Admin.Rooms;

/// <summary>What every change by a program has to bring.</summary>
internal static class StaffRequest
{
    private const int LongestIdempotencyKey = 128;

    /// <summary>All settings with three messages of a thousand characters.</summary>
    private const int LongestBody = 32 * 1024;

    public static bool TryIdempotencyKey(HttpRequest request, [NotNullWhen(true)] out string? key)
    {
        key = request.Headers["Idempotency-Key"] is [{ Length: >= 1 and <= LongestIdempotencyKey } sent] && sent.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0 ? sent : null;
        return key is not null;
    }

    /// <exception cref="BadHttpRequestException">The body is no JSON object, names a member twice or is too long.</exception>
    public static async Task<JsonObject> Body(HttpRequest request)
    {
        if (request.ContentLength is > LongestBody)
        {
            throw new BadHttpRequestException("The body is too long.", StatusCodes.Status413PayloadTooLarge);
        }

        try
        {
            var options = new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false };
            return await JsonNode.ParseAsync(request.Body, documentOptions: options, cancellationToken: request.HttpContext.RequestAborted) as JsonObject
                ?? throw new BadHttpRequestException("The body is not the JSON object that was expected.");
        }
        catch (JsonException fault)
        {
            throw new BadHttpRequestException("The body is not the JSON object that was expected.", fault);
        }
    }
}
