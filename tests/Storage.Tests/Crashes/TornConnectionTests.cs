using System.Globalization;
using Dapper;
using Npgsql;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Storage.Tests.Databases;
using WaitingRoom.Storage.Tests.Races;
using Xunit;
using Xunit.Abstractions;
using static WaitingRoom.Storage.Tests.Conformance.Appends;

namespace WaitingRoom.Storage.Tests.Crashes;

/// <summary>The connection to PostgreSQL breaks while a commit is under way. Whoever asked must learn the truth in the end.</summary>
[Collection(SharedPostgres.Name)]
public sealed class TornConnectionTests(PostgresFixture postgres, ITestOutputHelper output) : IAsyncLifetime
{
    private ITestDatabase? database;
    private CuttingProxy? proxy;
    private Store? store;

    public async Task InitializeAsync()
    {
        database = await postgres.CreateDatabaseAsync();
        proxy = new CuttingProxy(postgres.Cluster.Port);
        store = await Store.OpenAsync(database.Options with
        {
            ConnectionString = new NpgsqlConnectionStringBuilder(database.Options.ConnectionString) { Port = proxy.Port }.ConnectionString,
        });
    }

    public async Task DisposeAsync()
    {
        await store!.DisposeAsync();
        await proxy!.DisposeAsync();
    }

    [Theory]
    [InlineData(Cut.BeforeRequest, false)]
    [InlineData(Cut.WithinRequest, false)]
    [InlineData(Cut.BeforeAnswer, true)]
    internal async Task The_outcome_is_unknown_and_the_next_reading_tells_it(Cut where, bool written)
    {
        Assert.Equal(AppendResult.Committed, await store!.Ledger.Append(Append(Stream(1), 1)));

        proxy!.CutNext(where);
        Assert.Equal(AppendResult.Unknown, await store.Ledger.Append(Append(Stream(1), 2, "a", Booked("x"))));

        Assert.Equal(1, proxy.Cuts);
        Assert.Equal(written ? [1, 2] : [1L], (await store.Ledger.Load(Stream(1))).Entries.Select(e => e.Sequence));
        Assert.Equal(written ? AppendResult.SequenceTaken : AppendResult.Committed, await store.Ledger.Append(Append(Stream(1), 2, "a", Booked("x"))));
    }

    [Theory]
    [InlineData(Cut.BeforeRequest)]
    [InlineData(Cut.WithinRequest)]
    [InlineData(Cut.BeforeAnswer)]
    internal async Task The_writer_answers_the_truth_after_a_torn_commit(Cut where)
    {
        await using var writer = OneSeat.Writer(store!, OneSeat.Day(1));
        await OneSeat.OfferAsync(writer, seats: 1);

        proxy!.CutNext(where);
        var first = await OneSeat.Book(writer, "a");
        var again = await OneSeat.Book(writer, "a");
        var other = await OneSeat.Book(writer, "b");

        Assert.Equal(1, proxy.Cuts);
        Assert.True(OneSeat.IsBooked(first));
        Assert.Equal(first, again);
        Assert.True(OneSeat.IsFull(other));
        Assert.Equal(1, await CountAppointmentsAsync());
    }

    [Fact]
    public async Task Whatever_is_cut_and_when_nobody_is_promised_what_is_not_there()
    {
        const int Seed = 17;
        const int Seats = 60;
        const int Callers = 100;
        output.WriteLine($"seed {Seed}");
        var random = new Random(Seed);
        await using var writer = OneSeat.Writer(store!, OneSeat.Day(1));
        await OneSeat.OfferAsync(writer, Seats);

        var answers = new Dictionary<string, Reply<Grains.Days.DayOutcome>>();
        for (var caller = 0; caller < Callers; caller++)
        {
            proxy!.CutNext((Cut)random.Next(4));
            var name = caller.ToString(CultureInfo.InvariantCulture);
            answers[name] = await OneSeat.Book(writer, name);
        }

        // An "unknown" is no answer: ask again, as the contract says.
        proxy!.CutNext(Cut.None);
        foreach (var name in answers.Where(a => a.Value is not Reply<Grains.Days.DayOutcome>.Done).Select(a => a.Key).ToArray())
        {
            answers[name] = await OneSeat.Book(writer, name);
        }

        Assert.InRange(proxy.Cuts, Callers / 4, int.MaxValue);
        Assert.Equal(Seats, answers.Values.Count(OneSeat.IsBooked));
        Assert.Equal(Callers - Seats, answers.Values.Count(OneSeat.IsFull));
        Assert.Equal(Seats, await CountAppointmentsAsync());
    }

    [Fact]
    public async Task A_session_ended_by_the_server_in_mid_append_leaves_nothing()
    {
        await store!.Ledger.Append(Append(Stream(1), 1));
        await using var blocker = await database!.BlockAppendsAsync();
        var append = store.Ledger.Append(Append(Stream(1), 2)).AsTask();

        await using var killer = await database!.ConnectAsync();
        while (await killer.ExecuteScalarAsync<long>(
            "SELECT count(*) FROM (SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()) AS ended") == 0)
        {
            // The append has not reached the lock yet.
            await Task.Yield();
        }

        Assert.Equal(AppendResult.Unknown, await append);
        await blocker.ExecuteAsync("ROLLBACK");
        Assert.Single((await store.Ledger.Load(Stream(1))).Entries);
        Assert.Equal(AppendResult.Committed, await store.Ledger.Append(Append(Stream(1), 2)));
    }

    [Fact]
    public async Task An_append_that_takes_too_long_is_unknown_and_blocks_nobody_for_good()
    {
        await using var impatient = await Store.OpenAsync(database!.Options with { CommitTimeout = TimeSpan.FromSeconds(1) });
        await using var blocker = await database.BlockAppendsAsync();

        Assert.Equal(AppendResult.Unknown, await impatient.Ledger.Append(Append(Stream(1), 1)));
        await Assert.ThrowsAsync<LedgerUnavailableException>(async () => await impatient.Ledger.Load(Stream(1)));

        await blocker.ExecuteAsync("ROLLBACK");
        // Unknown is not "no": whoever is as impatient on a slow disk asks again until it is known.
        await Support.Patience.Until(async () => await impatient.Ledger.Append(Append(Stream(1), 1, "once")) is AppendResult.Committed or AppendResult.SequenceTaken or AppendResult.OperationRepeated);
        Assert.Single((await store!.Ledger.Load(Stream(1))).Entries);
    }

    [Fact]
    public async Task A_server_that_was_restarted_is_found_again()
    {
        await using var cluster = await Support.PostgresCluster.StartAsync();
        await using var restarted = await Store.OpenAsync(new StorageOptions { ConnectionString = await cluster.CreateDatabaseAsync("restarted") });
        await restarted.Ledger.Append(Append(Stream(1), 1));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => restarted.Ledger.Load(Stream(1)).AsTask()));

        await cluster.StopAsync(immediate: true);
        Assert.Equal(AppendResult.Unknown, await restarted.Ledger.Append(Append(Stream(1), 2)));
        await Assert.ThrowsAsync<LedgerUnavailableException>(async () => await restarted.Ledger.Load(Stream(1)));
        await Assert.ThrowsAsync<LedgerUnavailableException>(async () => await restarted.Documents.Get("campaign"));

        await cluster.RestartAsync();
        Assert.Single((await restarted.Ledger.Load(Stream(1))).Entries);
        Assert.Equal(AppendResult.Committed, await restarted.Ledger.Append(Append(Stream(1), 2)));
    }

    private async Task<long> CountAppointmentsAsync()
    {
        await using var connection = await database!.ConnectAsync();
        return await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM appointments");
    }
}
