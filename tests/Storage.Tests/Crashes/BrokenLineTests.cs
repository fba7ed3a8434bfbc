using Npgsql;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Storage.Tests.Databases;
using WaitingRoom.Support;
using Xunit;
using Xunit.Abstractions;

namespace WaitingRoom.Storage.Tests.Crashes;

/// <summary>
/// The line to PostgreSQL hangs up or falls silent again and again under readers and writers, some of whom break off themselves. The driver may meet anything then; whoever asks storage is told that it does not answer, and
/// nothing else, because everybody who asks is prepared for that and for nothing else. Nor may the driver end the process: without <see cref="DriverCancellation"/> this takes the whole test run with it in most runs.
/// </summary>
[Collection(SharedPostgres.Name)]
public sealed class BrokenLineTests(PostgresFixture postgres, ITestOutputHelper output)
{
    private const int Seed = 4711;
    private const int Cuts = 8;
    private const int Askers = 12;

    private static readonly TimeSpan MostPatient = TimeSpan.FromMilliseconds(150);

    private long answered;
    private long silent;
    private long brokenOff;
    private long runOut;

    [Fact]
    public async Task Whatever_breaks_is_told_as_silence()
    {
        output.WriteLine($"Seed {Seed}");
        await using var database = await postgres.CreateDatabaseAsync();
        var direct = new NpgsqlConnectionStringBuilder(database.Options.ConnectionString);
        await using var line = new CuttableLine(direct.Port);
        direct.Port = line.Port;
        await using var store = await Store.OpenAsync(new StorageOptions { ConnectionString = direct.ConnectionString });
        using var stop = new CancellationTokenSource();
#pragma warning disable CA2025 // All of them are waited for below.
        var askers = Enumerable.Range(0, Askers).Select(i => Task.Run(() => Ask(store, i, new Random(Seed + i), stop.Token))).ToArray();
#pragma warning restore CA2025
        var random = new Random(Seed);
        for (var cut = 0; cut < Cuts && !Array.Exists(askers, asker => asker.IsCompleted); cut++)
        {
            await More(() => Interlocked.Read(ref answered), random.Next(50, 500));
            if (random.Next(2) == 0)
            {
                line.HangUp();
            }
            else
            {
                line.FallSilent();
            }

            await More(() => Interlocked.Read(ref runOut), random.Next(1, Askers));
            line.Mend();
        }

        await stop.CancelAsync();
        await Task.WhenAll(askers);
        output.WriteLine($"{answered} answered, {silent} silent, {brokenOff} broken off");
        Assert.True(silent > 0 && brokenOff > 0);
    }

    /// <summary>Until so many more have been counted: each cut and each mending meets work under way, however busy the machine.</summary>
    private static Task More(Func<long> count, int more)
    {
        var until = count() + more;
        return Patience.Until(() => count() >= until);
    }

    private async Task Ask(Store store, int number, Random random, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using var impatient = new CancellationTokenSource(random.Next(2) == 0 ? MostPatient * random.NextDouble() : TimeSpan.FromMinutes(1), TimeProvider.System);
            // Told in the very moment in which the driver is: the line is mended, and the driver's connection breaks, while it breaks off.
            await using var told = impatient.Token.Register(() => Interlocked.Increment(ref runOut));
            try
            {
                await Question(store, number, impatient.Token);
                Interlocked.Increment(ref answered);
            }
            catch (LedgerUnavailableException)
            {
                Interlocked.Increment(ref silent);
            }
            catch (OperationCanceledException) when (impatient.IsCancellationRequested)
            {
                Interlocked.Increment(ref brokenOff);
            }
        }
    }

    private static Task Question(Store store, int number, CancellationToken cancellation) => (number % 3) switch
    {
        0 => store.Documents.Get("campaign", cancellation).AsTask(),
        1 => store.ReadModels.ReadAvailability(0, cancellation).AsTask(),
        _ => store.Outbox.Take(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 1, cancellation).AsTask(),
    };
}
