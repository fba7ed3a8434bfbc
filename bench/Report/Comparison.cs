using System.Globalization;
using System.Text.Json.Serialization;
using Npgsql;
using WaitingRoom.Bench.Alternative;
using WaitingRoom.Bench.Core;
using WaitingRoom.Support;

namespace WaitingRoom.Bench.Report;

/// <summary>The result of one command: where it was measured and what each side did.</summary>
/// <param name="Server">Version of the PostgreSQL server and how durable its commits were.</param>
public sealed record Comparison(string Name, Machine Machine, string Server, IList<ShapeComparison> Shapes)
{
    [JsonIgnore]
    public string Heading => $"{Name}: {Machine}, {Server}";

    [JsonIgnore]
    public IEnumerable<string> Lines => Shapes.SelectMany(LinesOf);

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
        + $"{result.Transactions} transactions, {result.Rows} rows, {result.Failed} failed; processor time of each: {result.ClientMicroseconds:N0} us pgbench, {result.DatabaseMicroseconds:N0} us database");

    public static string Line(CoreResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"  core on {(result.Run.Sqlite ? "SQLite" : "PostgreSQL")}, {result.Run.Work}, {result.Run.Days} day(s) of {result.Run.SlotsPerDay} slot(s), "
        + $"{result.Run.Clients} clients, seed {result.Run.Seed}: {result.PerSecond:N0}/s, p50 {result.Latency.P50Ms:F1} ms, p99 {result.Latency.P99Ms:F1} ms, "
        + $"{result.Bookings} acknowledged, {result.Rows} rows with the warm-up's; {Grouping(result.Commits)}");

    private static IEnumerable<string> LinesOf(ShapeComparison shape)
    {
        foreach (var usual in shape.Alternatives)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{shape.Days} day(s) of {shape.SlotsPerDay} slot(s): the alternative with {usual.Clients} clients {Figures(usual.Figure)}; processor time of each: {usual.ClientMicroseconds:N0} us pgbench, {usual.DatabaseMicroseconds:N0} us database");
        }

        foreach (var core in shape.Cores)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"  {Ratios(core)}: {core.Work} on {core.Engine}, {core.Clients} clients, {Figures(core.Figure)}; {Grouping(core.Commits)}");
        }
    }

    private static string Ratios(CoreFigure core) => core.Ratios.Count == 0
        ? "alone"
        : string.Join(", ", core.Ratios.Select(r => string.Create(
            CultureInfo.InvariantCulture,
            $"{r.Value:F1} times the alternative's {(r.AlternativeClients == core.Clients ? "same " : "")}{r.AlternativeClients} clients")));

    private static string Figures(RoundsFigure figure) => string.Create(
        CultureInfo.InvariantCulture,
        $"{figure.MedianPerSecond:N0}/s ({figure.MinPerSecond:N0} to {figure.MaxPerSecond:N0}), p50 {figure.P50Ms:F1} ms, p99 {figure.P99Ms:F1} ms");

    private static string Grouping(CommitFigures commits) => string.Create(
        CultureInfo.InvariantCulture,
        $"{commits.Commits} commits of {commits.CommandsPerCommit:F1} decisions each {commits.MeanCommitMs:F1} ms, cores: own {commits.OwnCores:F2}, database {commits.DatabaseCores:F2}, machine {commits.BusyCores:F2}; processor time of each: {commits.OwnMicroseconds:N0} us own, {commits.DatabaseMicroseconds:N0} us database");
}
