using System.Data.Common;
using System.Globalization;
using Npgsql;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Storage;

namespace WaitingRoom.Bench.Core;

/// <summary>A reading of every counter that says how the work was done.</summary>
internal sealed record Effort(long Commands, long Batches, long Events, long Commits, TimeSpan Own, double? DatabaseSeconds, double? BusySeconds)
{
    public static Effort Now(WriterCounters writers, StorageCounters storage, DbConnection database) => new(
        writers.Commands,
        writers.Batches,
        writers.Events,
        storage.Transactions,
        Environment.CpuUsage.TotalTime,
        database is NpgsqlConnection postgres ? DatabaseProcesses.Seconds(postgres) : null,
        Busy());

    public CommitFigures Since(Effort before, TimeSpan elapsed, long bookings)
    {
        var commits = Math.Max(1, Commits - before.Commits);
        var commands = Commands - before.Commands;
        return new CommitFigures(
            Commits - before.Commits,
            commands,
            Round((double)commands / commits),
            Round((double)commands / Math.Max(1, Batches - before.Batches)),
            Round((double)(Events - before.Events) / commits),
            Round(elapsed.TotalMilliseconds / commits),
            Round((Own - before.Own) / elapsed),
            PerSecond(DatabaseSeconds - before.DatabaseSeconds, elapsed),
            PerSecond(BusySeconds - before.BusySeconds, elapsed),
            Each((Own - before.Own).TotalSeconds, bookings),
            DatabaseSeconds - before.DatabaseSeconds is { } seconds ? Each(seconds, bookings) : null);
    }

    /// <summary>Microseconds of each of <paramref name="units"/>.</summary>
    public static double Each(double seconds, long units) => Math.Round(seconds * 1e6 / Math.Max(1, units), 1);

    private static double? PerSecond(double? spent, TimeSpan elapsed) => spent is { } seconds ? Round(seconds / elapsed.TotalSeconds) : null;

    private static double Round(double figure) => Math.Round(figure, 2);

    /// <summary>user, nice and system of all cores.</summary>
    private static double? Busy()
    {
        const string stat = "/proc/stat";
        return File.Exists(stat)
            ? File.ReadLines(stat).First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..4].Sum(t => double.Parse(t, CultureInfo.InvariantCulture)) / DatabaseProcesses.TicksPerSecond
            : null;
    }
}
