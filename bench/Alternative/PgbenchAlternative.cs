using System.Diagnostics;
using System.Globalization;
using Npgsql;
using WaitingRoom.Bench.Core;
using WaitingRoom.Bench.Load;
using WaitingRoom.Support;

namespace WaitingRoom.Bench.Alternative;

/// <summary>
/// The usual way to book, driven by PostgreSQL's own benchmark so that nothing of ours slows it down: one transaction
/// that locks the slot row, checks, counts up and inserts.
/// </summary>
public sealed class PgbenchAlternative(PostgresCluster cluster)
{
    private int databases;

    /// <exception cref="InvalidOperationException">pgbench failed, or rows and transactions differ: the figure would mean nothing.</exception>
    public async Task<AlternativeResult> RunAsync(AlternativeRun run, CancellationToken cancellation)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"alternative{++databases}");
        var database = await cluster.CreateDatabaseAsync(name, cancellation);
        await using var connection = new NpgsqlConnection(database + ";Pooling=false;Command Timeout=120");
        await connection.OpenAsync(cancellation);
        await AlternativeSchema.CreateAsync(connection, run, cancellation);

        using var folder = new TemporaryFolder();
        var script = folder.File("book.sql");
        await File.WriteAllTextAsync(script, run.Script, cancellation);
        if (run.WarmUpSeconds > 0)
        {
            await PgbenchAsync(run, name, script, run.WarmUpSeconds, firstCode: 0, logPrefix: null, cancellation);
        }

        // The warm-up's dirty pages belong to the warm-up.
        await AlternativeSchema.ExecuteAsync(connection, "CHECKPOINT", [], cancellation);
        var before = await AlternativeSchema.CountAsync(connection, cancellation);
        var (server, children) = (DatabaseProcesses.Seconds(connection), DatabaseProcesses.ChildrenSeconds());
        var firstCode = run.CodesPerClient * run.WarmUpSeconds / (run.Seconds + run.WarmUpSeconds);
        var output = await PgbenchAsync(run, name, script, run.Seconds, firstCode, folder.File("log"), cancellation);
        var transactions = PgbenchOutput.Transactions(output);
        if (transactions == 0)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"pgbench finished no transaction in {run.Seconds} s with {run.Clients} clients, so there is nothing to compare with. "
                + $"Its clients only connected and waited: the machine is taken by others, or --seconds is too short for so many."));
        }

        (server, children) = (DatabaseProcesses.Seconds(connection) - server, DatabaseProcesses.ChildrenSeconds() - children);
        var after = await AlternativeSchema.CountAsync(connection, cancellation);

        var latency = PgbenchOutput.Latency(Directory.GetFiles(folder.Path, "log.*"));
        var result = new AlternativeResult(
            run,
            Math.Round(PgbenchOutput.PerSecond(output), 1),
            PgbenchOutput.LatencyAverageMs(output),
            LatencySummary.Of(latency),
            transactions,
            PgbenchOutput.Failed(output),
            after.Rows - before.Rows,
            server is { } busy ? Effort.Each(busy, transactions) : null,
            children is { } own ? Effort.Each(own, transactions) : null);
        var expected = result.Transactions * run.RowsPerTransaction;
        return result.Failed == 0 && result.Rows == expected && after.Counted == after.Rows && latency.Count == result.Transactions
            ? result
            : throw new InvalidOperationException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Bookings do not add up: {result.Rows} rows, {expected} expected, {after.Counted} counted of {after.Rows}, {latency.Count} logged, {result.Failed} failed."));
    }

    private async Task<string> PgbenchAsync(
        AlternativeRun run, string database, string script, int seconds, int firstCode, string? logPrefix, CancellationToken cancellation)
    {
        string[] log = logPrefix is null ? [] : ["--log", "--log-prefix", logPrefix];
        string[] arguments =
        [
            "--no-vacuum", "--host", cluster.Host, "--port", Text(cluster.Port), "--username", cluster.User,
            "--client", Text(run.Clients), "--jobs", Text(AlternativeRun.Jobs), "--protocol", "prepared", "--time", Text(seconds),
            "--random-seed", Text(run.Seed), "--file", script,
            "--define", $"days={Text(run.Days)}", "--define", $"slots_per_day={Text(run.SlotsPerDay)}",
            "--define", $"interval_days={Text(AlternativeRun.IntervalDays)}",
            "--define", $"codes_per_client={Text(run.CodesPerClient)}", "--define", $"drawn={Text(firstCode)}",
            .. log, database,
        ];
        var start = new ProcessStartInfo(cluster.Programs.PathOf("pgbench"), arguments);
        start.Environment["PGPASSWORD"] = cluster.Password;
        return await PostgresPrograms.RunAsync(start, cancellation);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
