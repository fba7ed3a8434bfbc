namespace WaitingRoom.Support;

/// <summary>How a private cluster runs. The defaults are as durable as a production server.</summary>
public sealed record PostgresClusterOptions
{
    /// <summary>Off makes tests quick that stop no server by force; a benchmark leaves it on.</summary>
    public bool Fsync { get; init; } = true;

    public bool SynchronousCommit { get; init; } = true;

    public int SharedBuffersMegabytes { get; init; } = 128;

    public int MaxConnections { get; init; } = 100;

    /// <summary>Further server settings, by their names in postgresql.conf.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>For tests of rules, not of durability: what was committed may be lost with the machine.</summary>
    public static PostgresClusterOptions NotDurable { get; } = new() { Fsync = false, SynchronousCommit = false };

    internal IEnumerable<string> ServerArguments(int port, string folder)
    {
        var settings = new Dictionary<string, string>(Settings)
        {
            ["port"] = Invariant($"{port}"),
            ["listen_addresses"] = "127.0.0.1",
            ["unix_socket_directories"] = folder,
            ["fsync"] = Fsync ? "on" : "off",
            ["synchronous_commit"] = SynchronousCommit ? "on" : "off",
            ["shared_buffers"] = Invariant($"{SharedBuffersMegabytes}MB"),
            ["max_connections"] = Invariant($"{MaxConnections}"),
        };
        return settings.SelectMany(pair => new[] { "-c", $"{pair.Key}={pair.Value}" });
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
