using Dapper;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Storage.Migrations;
using WaitingRoom.Storage.Tests.Databases;
using Xunit;
using static WaitingRoom.Storage.Tests.Conformance.Appends;

namespace WaitingRoom.Storage.Tests.Migrations;

[Collection(SharedPostgres.Name)]
public sealed class MigrationTests(PostgresFixture postgres)
{
    [Fact]
    public void What_was_shipped_is_never_edited() => Assert.Equal(
        [
            ("0001_ledger.sql", "f9db966e3b76a15cc677510ccb67a24acea94eb043f27632ec0366b9d8095ede"),
            ("0002_outbox_attempts.sql", "bb0dbea50e7ea493b0550c232f673f6481ed0e8796257b9ca399908f01a881db"),
            ("0003_waiting_room.sql", "cd8e28ddd2eb6b6bd4adb99fd6d184ebc4ba5d8ce450e0a402148f6ae2bf4cf4"),
            ("0004_outbox_sending.sql", "c6ed7b99c37c4021c4750dc747e28dfa89bd94e23f9cf3b3824d82f5994c631a"),
            ("0005_booked_pairs.sql", "828c062f0e18a51e4eb2352e03961ca84a02ab41f61d2d801b8c8f47e53c3b7d"),
            ("0006_notices.sql", "206977337bc76f2f5807f5e5006a3efcb1700a43bad44917534a3852653fb4eb"),
            ("0007_waitlist.sql", "a11d9daffcb4b6302a63ea502e471cf4f27e52659e0ae7758d18f308482b41aa"),
        ],
        Migration.Shipped.Select(m => (m.Name, m.Checksum)));

    [Theory]
    [InlineData(TestDatabases.Sqlite)]
    [InlineData(TestDatabases.Postgres)]
    public async Task A_database_of_the_previous_version_keeps_its_answers(string engine)
    {
        await using var database = await TestDatabases.CreateAsync(engine, postgres);
        StreamHistory before;
        await using (var old = await Store.OpenAsync(database.Options, [Migration.Shipped[0]]))
        {
            await old.Ledger.Append(new AppendRequest(
                Stream(1),
                [Entry(1, "a"), Entry(2)],
                [Booked("x"), Available(Day, 2), new Projection.ReminderSet(Stream(1), At)],
                new Snapshot(1, new byte[] { 1 })));
            await using var writer = await database.ConnectAsync();
            await writer.ExecuteAsync("INSERT INTO outbox (id, kind, reference, at) VALUES (@id, 'booking-confirmed', 'r', 42)", new { id = Id(engine) });
            await writer.ExecuteAsync("INSERT INTO booking_references (reference, stream) VALUES ('r', @stream)", new { stream = Stream(1).Value });
            before = await old.Ledger.Load(Stream(1));
            Assert.Equal(2, before.Snapshot!.Sequence + before.Entries.Count);
        }

        await using var store = await Store.OpenAsync(database.Options);
        var after = await store.Ledger.Load(Stream(1));
        Assert.Equal(before.Entries.Select(e => (e.Sequence, e.At, e.Operation)), after.Entries.Select(e => (e.Sequence, e.At, e.Operation)));
        Assert.Equal(before.Snapshot.Sequence, after.Snapshot!.Sequence);
        Assert.Equal(AppendResult.SequenceTaken, await store.Ledger.Append(Append(Stream(1), 2)));
        Assert.Equal(AppendResult.SeatTaken, await store.Ledger.Append(Append(Stream(1), 3, "b", Booked("y"))));
        Assert.Equal(2, (await store.ReadModels.ReadAvailability(0)).Rows.Single().Version);
        Assert.Equal(Stream(1), await store.ReadModels.FindCode("r"));
        Assert.Single(await store.ReadModels.ReadReminders(At, 10));

        await using var connection = await database.ConnectAsync();
        Assert.Equal((42L, 0L), await connection.QuerySingleAsync<(long, long)>("SELECT due_at, attempts FROM outbox"));
    }

    [Theory]
    [InlineData(TestDatabases.Sqlite)]
    [InlineData(TestDatabases.Postgres)]
    public async Task Many_may_start_on_an_empty_database_at_once(string engine)
    {
        await using var database = await TestDatabases.CreateAsync(engine, postgres);

        var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Store.OpenAsync(database.Options))));

        var results = await Task.WhenAll(stores.Select((s, i) => s.Ledger.Append(Append(Stream(i), 1)).AsTask()));
        Assert.All(results, r => Assert.Equal(AppendResult.Committed, r));
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(TestDatabases.Sqlite)]
    [InlineData(TestDatabases.Postgres)]
    public async Task An_edited_migration_is_refused(string engine)
    {
        await using var database = await TestDatabases.CreateAsync(engine, postgres);
        await (await Store.OpenAsync(database.Options)).DisposeAsync();
        var edited = Migration.Of(Migration.Shipped[1].Name, Migration.Shipped[1].Text + "-- edited\n");

        var refused = await Assert.ThrowsAsync<SchemaException>(() => Store.OpenAsync(database.Options, [Migration.Shipped[0], edited]));

        Assert.Contains(edited.Name, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TestDatabases.Sqlite)]
    [InlineData(TestDatabases.Postgres)]
    public async Task A_database_of_a_newer_version_is_refused(string engine)
    {
        await using var database = await TestDatabases.CreateAsync(engine, postgres);
        await (await Store.OpenAsync(database.Options)).DisposeAsync();

        await Assert.ThrowsAsync<SchemaException>(() => Store.OpenAsync(database.Options, [Migration.Shipped[0]]));
    }

    [Theory]
    [InlineData(TestDatabases.Sqlite)]
    [InlineData(TestDatabases.Postgres)]
    public async Task A_migration_that_fails_changes_nothing(string engine)
    {
        await using var database = await TestDatabases.CreateAsync(engine, postgres);
        var broken = Migration.Of("0002_broken.sql", "CREATE TABLE half (a {integer}); INSERT INTO nowhere VALUES (1);");

        await Assert.ThrowsAsync<LedgerUnavailableException>(() => Store.OpenAsync(database.Options, [Migration.Shipped[0], broken]));

        await using var store = await Store.OpenAsync(database.Options);
        Assert.Equal(AppendResult.Committed, await store.Ledger.Append(Append(Stream(1), 1)));
    }

    private static object Id(string engine) => engine == TestDatabases.Sqlite ? new byte[16] : Guid.Empty;
}
