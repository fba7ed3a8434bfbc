using System.Text.Json.Nodes;

namespace WaitingRoom.Server.Tests.Infra;

/// <summary>What a node is told to listen on, and the rule that nothing else is spoken of.</summary>
internal static class NodePorts
{
    public const string Pages = "8081";

    /// <summary>By command line: pages and API, silo, gateway.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> commandLine) => [.. new[] { "--port", "--silo-port", "--gateway-port" }.Select(option => After(commandLine, option))];

    public static string After(IReadOnlyList<string> commandLine, string option) => commandLine[commandLine.ToList().IndexOf(option) + 1];

    public static IReadOnlyList<string> Words(JsonNode? list) => [.. list!.AsArray().Select(word => word!.ToString())];
}
