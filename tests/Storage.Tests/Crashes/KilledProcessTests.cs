using System.Diagnostics;
using System.Globalization;
using Dapper;
using WaitingRoom.Storage.Tests.Databases;
using Xunit;
using static WaitingRoom.Storage.Tests.Conformance.Appends;

namespace WaitingRoom.Storage.Tests.Crashes;

/// <summary>The process that writes to SQLite is killed. What it had acknowledged is there, and nothing is there in part.</summary>
public sealed class KilledProcessTests
{
    private const int Kills = 3;
    private const int AcknowledgedBeforeKill = 200;

    [Fact]
    public async Task What_was_acknowledged_outlives_a_kill()
    {
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var database = new SqliteDatabase();
            var acknowledged = await WriteUntilKilledAsync(database.Options.DataFolder);

            await using var store = await Store.OpenAsync(database.Options);
            var written = 0L;
            for (var number = 0; number < SqliteWriterProcess.Streams; number++)
            {
                var entries = (await store.Ledger.Load(Stream(number))).Entries;
                written += entries.Count;
                Assert.Equal(Enumerable.Range(1, entries.Count).Select(i => (long)i), entries.Select(e => e.Sequence));
                Assert.InRange(acknowledged.GetValueOrDefault(number), 0, entries.Count);
            }

            Assert.True(acknowledged.Values.Sum() >= AcknowledgedBeforeKill);
            await using var connection = await database.ConnectAsync();
            Assert.Equal(written, await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM appointments"));
            Assert.Equal("ok", await connection.ExecuteScalarAsync<string>("PRAGMA integrity_check"));
        }
    }

    /// <summary>Starts the writer, kills it without warning, and returns the last acknowledged sequence of each stream.</summary>
    private static async Task<Dictionary<int, long>> WriteUntilKilledAsync(string folder)
    {
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(dotnet, ["exec", typeof(SqliteWriterProcess).Assembly.Location, SqliteWriterProcess.Command, folder]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var acknowledged = new Dictionary<int, long>();
        var lines = 0;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.EndsWith('.'))
            {
                var words = line.TrimEnd('.').Split(' ');
                acknowledged[int.Parse(words[0], CultureInfo.InvariantCulture)] = long.Parse(words[1], CultureInfo.InvariantCulture);
            }

            if (++lines == AcknowledgedBeforeKill)
            {
                process.Kill();
            }
        }

        await process.WaitForExitAsync();
        return acknowledged;
    }
}
