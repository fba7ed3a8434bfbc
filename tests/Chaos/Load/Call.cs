using System.Text.Json.Nodes;

namespace WaitingRoom.Chaos.Load;

/// <summary>One step of a citizen, the same however often it is repeated.</summary>
/// <param name="Key">Idempotency-Key; null for what only reads.</param>
internal sealed record Call(HttpMethod Method, string Path, string? Key = null)
{
    public string? Bearer { get; init; }

    public JsonObject? Body { get; init; }

    /// <summary>The centre-days it touches, written centre/yyyy-mm-dd.</summary>
    public IReadOnlyList<string> Days { get; init; } = [];

    /// <summary>For counting: what it is, without anything of a person.</summary>
    public string Name { get; init; } = "";
}

/// <summary>What came back.</summary>
/// <param name="Status">0 where nothing came: dead, frozen or cut off.</param>
/// <param name="Node">Who was asked.</param>
internal sealed record Answer(int Status, int Node, JsonNode? Body, TimeSpan? RetryAfter)
{
    public bool Succeeded => Status is >= 200 and < 300;

    /// <summary>A refusal that promises nothing: the step is to be repeated with the same key.</summary>
    public bool AsksToRepeat => Status is 0 or 429 or >= 500;

    /// <summary>The last word of the problem's type, such as slot-just-taken; empty where there is none.</summary>
    public string Problem => Body is JsonObject problem && problem["type"] is JsonValue type ? type.ToString()[(type.ToString().LastIndexOf('/') + 1)..] : "";

    public string Text(string member) => Find(member) ?? throw new InvalidDataException($"An answer {Status} has no '{member}'.");

    public string? Find(string member) => Body is JsonObject fields ? (string?)fields[member] : null;
}

/// <summary>A person's browser: which node it was led to, its secret and its address.</summary>
internal sealed class Traveller(int node, string browser, string address)
{
    public int Node { get; private set; } = node;

    public string Browser => browser;

    public string Address => address;

    public void GoOn() => Node++;

    public void GoTo(int node) => Node = node;
}
