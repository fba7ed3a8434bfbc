using System.Globalization;
using System.Text.Json.Serialization;
using Npgsql;
using WaitingRoom.Bench.Alternative;
using WaitingRoom.Support;

namespace WaitingRoom.Bench.Report;

/// <summary>The result of one command: where it was measured and what each side did.</summary>
/// <param name="Server">Version of the PostgreSQL server and how durable its commits were.</param>
public sealed record Comparison(string Name, Machine Machine, string Server, IList<AlternativeResult> Alternatives)
{
    [JsonIgnore]
    public string Heading => $"{Name}: {Machine}, {Server}";

    public static async Task<string> ServerAsync(PostgresCluster cluster, CancellationToken cancellation)
    {
        const string sql = """
            SELECT 'PostgreSQL ' || current_setting('server_version') || ', fsync ' || current_setting('fsync')
              || ', synchronous_commit ' || current_setting('synchronous_commit')
            """;
        await using var connection = new NpgsqlConnection(cluster.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        return (string)(await command.ExecuteScalarAsync(cancellation))!;
    }

    public static string Line(AlternativeResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"  pgbench, {result.Run.Days} day(s) of {result.Run.SlotsPerDay} slot row(s), {result.Run.Clients} clients, seed {result.Run.Seed}: "
        + $"{result.PerSecond:N0}/s, p50 {result.Latency.P50Ms:F1} ms, p99 {result.Latency.P99Ms:F1} ms, "
        + $"{result.Transactions} transactions, {result.Rows} rows, {result.Failed} failed");
}
