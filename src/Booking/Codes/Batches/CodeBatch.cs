using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace WaitingRoom.Booking.Codes.Batches;

/// <summary>Codes that were printed together and can be called back together. Says nothing of the codes themselves.</summary>
/// <param name="Id">Lower-case letters, digits and hyphens, at most 40; also on the printer's list.</param>
/// <param name="Group">Booking group: the codes are valid at its centres.</param>
/// <param name="Priority">Priority group of the campaign they are for; null for none.</param>
/// <param name="Count">Codes asked for.</param>
/// <param name="By">Who issued it.</param>
/// <param name="RevokedAt">From when its codes take no new appointments; null while they do.</param>
public sealed partial record CodeBatch(
    string Id, int Group, string? Priority, int Count, DateTimeOffset IssuedAt, string By, DateTimeOffset? RevokedAt = null, string? RevokedBy = null)
{
    public static bool IsId(string? id) => id is not null && Form().IsMatch(id);

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,39}\z")]
    private static partial Regex Form();
}

/// <summary>The document <c>code-batches</c>.</summary>
internal sealed record CodeBatches(IReadOnlyList<CodeBatch> Batches)
{
    public const string DocumentName = "code-batches";

    /// <summary>Some 200 bytes each, in one document: a campaign prints a few dozen.</summary>
    public const int Most = 2_000;
}

/// <summary>How a change of the list ended. A closed set.</summary>
public enum BatchChange
{
    Done,

    /// <summary>A batch of this id was issued before.</summary>
    Exists,

    Unknown,

    /// <summary>There is no room for another one.</summary>
    Full,
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(CodeBatches))]
[JsonSerializable(typeof(BatchRequest))]
[JsonSerializable(typeof(RevokeRequest))]
[JsonSerializable(typeof(RevokedView))]
internal sealed partial class BatchJson : JsonSerializerContext;
