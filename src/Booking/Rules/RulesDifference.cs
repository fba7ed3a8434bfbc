using System.Text.Json;
using System.Text.Json.Nodes;
using WaitingRoom.Grains.Campaigns;

namespace WaitingRoom.Booking.Rules;

/// <summary>Names what differs between two campaign documents, members of lists by their ids.</summary>
internal static class RulesDifference
{
    public static IReadOnlyList<RuleDifference> Between(Campaign before, Campaign after)
    {
        var differences = new List<RuleDifference>();
        Compare("", Node(before), Node(after), differences);
        return differences;
    }

    private static JsonNode Node(Campaign campaign) => JsonSerializer.SerializeToNode(campaign, RulesJson.Default.Campaign)!;

    private static void Compare(string path, JsonNode? before, JsonNode? after, List<RuleDifference> differences)
    {
        var (old, now) = (ById(before), ById(after));
        if (old is null || now is null)
        {
            if (!JsonNode.DeepEquals(before, after))
            {
                differences.Add(new RuleDifference(path, before?.ToJsonString(), after?.ToJsonString()));
            }

            return;
        }

        foreach (var name in old.Keys.Union(now.Keys))
        {
            Compare(path.Length == 0 ? name : $"{path}/{name}", old.GetValueOrDefault(name), now.GetValueOrDefault(name), differences);
        }
    }

    /// <summary>An object by its members, a list of things with an id by their ids; null for anything else.</summary>
    private static Dictionary<string, JsonNode?>? ById(JsonNode? node) => node switch
    {
        JsonObject o => o.ToDictionary(m => m.Key, m => m.Value),
        JsonArray a when a.All(i => i is JsonObject o && o["id"] is JsonValue) => a.ToDictionary(i => i!["id"]!.GetValue<string>()),
        _ => null,
    };
}
