using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using WaitingRoom.Bench.Load;
using WaitingRoom.Bench.Report;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Server.Grains;
using WaitingRoom.Storage;
using WaitingRoom.Support;

namespace WaitingRoom.Bench.Core;

/// <summary>Drives the core as a host of one machine runs it: grains in this process, its storage as shipped, a fresh database for each run.</summary>
public sealed class CoreBench(PostgresCluster cluster)
{
    /// <summary>Bookings that bring the just-in-time compiler to its last tier, however little of the machine it gets.</summary>
    public const int BookingsUntilCompiled = 30_000;

    private static readonly TimeSpan LongestPreparation = TimeSpan.FromSeconds(60);

    private int databases;

    /// <summary>Runs this program warm, once before anything is measured: pgbench came compiled, and a server that people wait for has run for hours.</summary>
    public async Task PrepareAsync(CoreRun run, int bookings, CancellationToken cancellation)
    {
        var seconds = (int)LongestPreparation.TotalSeconds;
        await RunAsync(run with { WarmUpSeconds = 0, Seconds = seconds }, bookings, cancellation);
    }

    /// <exception cref="InvalidOperationException">Something was refused or failed, or promises and rows differ: the figure would mean nothing.</exception>
    public Task<CoreResult> RunAsync(CoreRun run, CancellationToken cancellation) => RunAsync(run, long.MaxValue, cancellation);

    private async Task<CoreResult> RunAsync(CoreRun run, long mostBookings, CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        var options = new StorageOptions { DataFolder = folder.Path };
        if (!run.Sqlite)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"core{++databases}");
            options = options with { ConnectionString = await cluster.CreateDatabaseAsync(name, cancellation) };
        }

        await using var connection = Connect(options);
        await using var store = await Store.OpenAsync(options, cancellation: cancellation);
        await connection.OpenAsync(cancellation);
        return await MeasureAsync(run, store, connection, mostBookings, cancellation);
    }

    private static async Task<CoreResult> MeasureAsync(CoreRun run, Store store, DbConnection connection, long mostBookings, CancellationToken cancellation)
    {
        var time = TimeProvider.System;
        var calendar = new Calendar(run);
        await using var grains = new GrainDirectory(store.Ledger, time);
        var client = new CoreClient(run, calendar, grains, time);
        foreach (var day in calendar.Days)
        {
            await grains.Ask(day, new DayCommand.AddSupply(OperationId.Derive("supply", day.ToString()), Calendar.Zone, calendar.Supply));
        }

        await IssueCodesAsync(store, Enumerable.Range(0, run.Codes).Select(n => client.Code(n)));
        var driver = new ClosedLoopDriver(time);
        var warmUp = await driver.RunAsync(
            run.Clients, TimeSpan.FromSeconds(run.WarmUpSeconds), calendar.MostAttempts, (number, _) => client.Run(number), cancellation: cancellation);
        if (!run.Sqlite)
        {
            // As for the alternative: the warm-up's dirty pages belong to the warm-up, and the planner knows its tables.
            await ExecuteAsync(connection, "VACUUM ANALYZE", cancellation);
            await ExecuteAsync(connection, "CHECKPOINT", cancellation);
        }

        GC.Collect();
        var before = Effort.Now(grains.Counters, store.Counters, connection);
        var measured = await driver.RunAsync(
            run.Clients,
            TimeSpan.FromSeconds(run.Seconds),
            Math.Min(mostBookings, calendar.MostAttempts - warmUp.Attempts),
            (number, _) => client.Run(number),
            firstNumber: warmUp.Attempts,
            cancellation);
        var commits = Effort.Now(grains.Counters, store.Counters, connection).Since(before, measured.Elapsed, measured.Done);
        if (measured.Refused + measured.Failed + warmUp.Refused + warmUp.Failed > 0)
        {
            throw new InvalidOperationException(
                FormattableString.Invariant($"{measured.Refused + warmUp.Refused} bookings were refused and {measured.Failed + warmUp.Failed} failed."),
                measured.FirstFailure ?? warmUp.FirstFailure);
        }

        var promised = client.Promised.Select(p => Proof.Seat(p.Day.Centre, p.Day.Date, p.Slot.ToString(), p.Seat)).ToArray();
        var acknowledged = warmUp.Done + measured.Done;
        var rows = await Proof.RequireAsync(connection, promised, run.Work == CoreWork.Pair ? acknowledged : 0, cancellation);
        return rows == acknowledged * run.RowsPerBooking
            ? new CoreResult(run, Math.Round(measured.DonePerSecond, 1), LatencySummary.Of(measured.Latency), measured.Done, rows, commits)
            : throw new InvalidOperationException(FormattableString.Invariant($"Bookings do not add up: {rows} rows, {acknowledged} acknowledged."));
    }

    /// <summary>As the alternative's codes are there before the run: written to the ledger, not yet in any grain's memory.</summary>
    private static async Task IssueCodesAsync(Store store, IEnumerable<CodeId> codes)
    {
        var (kind, body) = CodeAggregate.Instance.Write(new CodeEvent.CodeIssued(1));
        foreach (var some in codes.Chunk(2048))
        {
            var results = await Task.WhenAll(some.Select(code => store.Ledger.Append(
                new AppendRequest(code.Stream, [new LedgerEntry(1, DateTimeOffset.UnixEpoch, kind, body, OperationId.Derive("issue", code.Hash))], [], null)).AsTask()));
            if (results.Any(r => r != AppendResult.Committed))
            {
                throw new InvalidOperationException("Codes could not be issued.");
            }
        }
    }

    private static DbConnection Connect(StorageOptions options) => options.IsPostgres
        ? new NpgsqlConnection(options.ConnectionString + ";Pooling=false;Command Timeout=120")
        : new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(options.DataFolder, "waitingroom.db"), Pooling = false }.ConnectionString);

    private static async Task ExecuteAsync(DbConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constant texts of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
