using System.Globalization;
using System.Text.Json.Nodes;
using WaitingRoom.Chaos.Journal;

namespace WaitingRoom.Chaos.Load;

/// <summary>The steps of one citizen: each with a key of its own, each at a node.</summary>
/// <param name="anywhere">Each step may meet another node, because any is as good as any other. Otherwise a citizen stays where the last answer came from.</param>
internal sealed class Steps(string prefix, Wishes wishes, bool anywhere, Asking asking, Outages outages)
{
    private readonly Traveller who = new(wishes.FirstNode, wishes.Browser, wishes.Address);
    private int keys;

    public string Session { get; set; } = "";

    /// <summary>The step that was taken last.</summary>
    public string Last { get; private set; } = "";

    public string NextKey() => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{keys++}");

    public void Elsewhere() => who.GoOn();

    /// <summary>The answer; null when patience ran out.</summary>
    public async Task<Answer?> AskAsync(Call call, CancellationToken stop)
    {
        if (anywhere)
        {
            who.GoTo(wishes.AnyNode());
        }

        Last = call.Name;
        var answer = await asking.AskAsync(who, call, stop);
        // Only the day itself says that a seat is taken.
        if (answer is { Succeeded: true } or { Problem: "slot-just-taken" or "new-slot-just-taken" })
        {
            outages.Answered(call.Days);
        }

        return answer;
    }
}

/// <summary>Reads pairs out of answers. A place is written centre/date/slot, a day centre/date.</summary>
internal static class Offered
{
    /// <summary>Of an offer, ready to be sent.</summary>
    public static JsonArray Legs(JsonNode offer) => new([.. offer["legs"]!.AsArray().Select(leg => (JsonNode)new JsonObject
    {
        ["centre"] = (string)leg!["centre"]!["id"]!,
        ["date"] = (string)leg["date"]!,
        ["slot"] = (string)leg["slot"]!,
    })]);

    public static string[] Days(JsonArray legs) => [.. legs.Select(leg => $"{leg!["centre"]}/{leg["date"]}")];

    public static string[] Wanted(JsonArray legs) => [.. legs.Select(leg => $"{leg!["centre"]}/{leg["date"]}/{leg["slot"]}")];

    /// <summary>Of a pair as it is answered.</summary>
    public static string[] Places(JsonNode pair) => [.. pair["legs"]!.AsArray().Select(leg => $"{leg!["centre"]!["id"]}/{leg["date"]}/{leg["slot"]}")];

    public static string[] DaysOf(IEnumerable<string> places) => [.. places.Select(place => place[..place.LastIndexOf('/')])];
}
