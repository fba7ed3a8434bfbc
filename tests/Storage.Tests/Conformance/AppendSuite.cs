using Dapper;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using Xunit;
using static WaitingRoom.Storage.Tests.Conformance.Appends;

namespace WaitingRoom.Storage.Tests.Conformance;

public abstract class AppendSuite : ConformanceSuite
{
    private static readonly string[] Tables = ["ledger", "snapshots", "appointments", "availability", "reminders", "booking_references", "contact_keys", "outbox"];

    [Fact]
    public async Task What_was_committed_is_read_back_as_it_was()
    {
        var request = new AppendRequest(Stream(1), [Entry(1, "a"), Entry(2), Entry(3)], [], null);

        Assert.Equal(AppendResult.Committed, await Ledger.Append(request));

        var history = await Ledger.Load(Stream(1));
        Assert.Null(history.Snapshot);
        Assert.Equal(request.Entries.Select(Plain), history.Entries.Select(Plain));
    }

    [Fact]
    public async Task A_stream_without_entries_is_empty()
    {
        await Ledger.Append(Append(Stream(1), 1));

        var history = await Ledger.Load(Stream(2));

        Assert.Null(history.Snapshot);
        Assert.Empty(history.Entries);
    }

    [Fact]
    public async Task A_history_is_the_newest_snapshot_and_what_came_after_it()
    {
        await Ledger.Append(new AppendRequest(Stream(1), [Entry(1), Entry(2)], [], new Snapshot(2, new byte[] { 1 })));
        await Ledger.Append(new AppendRequest(Stream(1), [Entry(3), Entry(4)], [], new Snapshot(3, new byte[] { 2 })));

        var history = await Ledger.Load(Stream(1));

        Assert.Equal((3, (byte)2), (history.Snapshot!.Sequence, history.Snapshot.Body.Span[0]));
        Assert.Equal([4], history.Entries.Select(e => e.Sequence));
    }

    [Fact]
    public async Task Histories_that_are_asked_for_at_once_are_not_mixed_up()
    {
        const int streams = 300;
        await Task.WhenAll(Enumerable.Range(1, streams).Select(n => Ledger.Append(
            new AppendRequest(Stream(n), [Entry(1), Entry(2), Entry(n + 2)], [], n % 3 == 0 ? new Snapshot(2, new byte[] { (byte)n }) : null)).AsTask()));

        var histories = await Task.WhenAll(Enumerable.Range(0, streams + 1).Select(n => Ledger.Load(Stream(n)).AsTask()));

        Assert.Empty(histories[0].Entries);
        Assert.All(Enumerable.Range(1, streams), n =>
        {
            var (snapshot, entries) = (histories[n].Snapshot, histories[n].Entries.Select(e => e.Sequence));
            Assert.Equal(n % 3 == 0 ? (byte)n : null, snapshot?.Body.Span[0]);
            Assert.Equal(n % 3 == 0 ? [n + 2] : new long[] { 1, 2, n + 2 }, entries);
        });
    }

    [Fact]
    public async Task A_taken_sequence_is_refused()
    {
        await Ledger.Append(new AppendRequest(Stream(1), [Entry(1), Entry(2)], [], null));

        Assert.Equal(AppendResult.SequenceTaken, await Ledger.Append(Append(Stream(1), 2)));

        Assert.Equal([1, 2], (await Ledger.Load(Stream(1))).Entries.Select(e => e.Sequence));
    }

    [Fact]
    public async Task A_repeated_operation_is_refused_within_its_stream_only()
    {
        await Ledger.Append(Append(Stream(1), 1, "a"));

        Assert.Equal(AppendResult.OperationRepeated, await Ledger.Append(Append(Stream(1), 2, "a")));
        Assert.Equal(AppendResult.Committed, await Ledger.Append(Append(Stream(2), 1, "a")));
    }

    [Fact]
    public async Task Entries_without_an_operation_never_repeat_one()
    {
        await Ledger.Append(Append(Stream(1), 1));

        Assert.Equal(AppendResult.Committed, await Ledger.Append(Append(Stream(1), 2)));
    }

    [Fact]
    public async Task A_taken_seat_is_refused_whichever_stream_asks()
    {
        await Ledger.Append(Append(Stream(1), 1, "a", Booked("x", seat: 7)));

        Assert.Equal(AppendResult.SeatTaken, await Ledger.Append(Append(Stream(2), 1, "b", Booked("y", seat: 7))));
        Assert.Equal(AppendResult.Committed, await Ledger.Append(Append(Stream(2), 1, "b", Booked("y", seat: 8))));
    }

    [Fact]
    public async Task One_appointment_has_one_seat()
    {
        await Ledger.Append(Append(Stream(1), 1, "a", Booked("x", seat: 7)));

        Assert.Equal(AppendResult.SeatTaken, await Ledger.Append(Append(Stream(1), 2, "b", Booked("x", seat: 8))));
    }

    [Fact]
    public async Task A_seat_given_back_may_be_taken_again_even_within_one_commit()
    {
        await Ledger.Append(Append(Stream(1), 1, "a", Booked("x")));

        Assert.Equal(AppendResult.Committed, await Ledger.Append(Append(Stream(1), 2, "b", Booked("y"), Freed("x"))));
        Assert.Equal(AppendResult.SeatTaken, await Ledger.Append(Append(Stream(1), 3, "c", Booked("z"))));
    }

    [Fact]
    public async Task Operations_are_found_in_their_stream()
    {
        await Ledger.Append(new AppendRequest(Stream(1), [Entry(1, "a"), Entry(2), Entry(3, "b"), Entry(4, "c")], [], null));
        await Ledger.Append(Append(Stream(2), 1, "d"));

        var found = await Ledger.FindOperations(Stream(1), [OperationId.Derive("c"), OperationId.Derive("a"), OperationId.Derive("d"), OperationId.Derive("never")]);

        Assert.Equal([1, 4], found.Select(e => e.Sequence).Order());
        Assert.Equal(OperationId.Derive("c"), found.Single(e => e.Sequence == 4).Operation);
        Assert.Empty(await Ledger.FindOperations(Stream(1), []));
    }

    [Fact]
    public async Task An_append_that_is_refused_leaves_no_trace_in_any_table()
    {
        await Ledger.Append(Append(Stream(1), 1, "a", Booked("x")));
        var before = await CountAsync();

        Assert.Equal(AppendResult.SeatTaken, await Ledger.Append(Everything(Stream(2), 1, "b", Booked("y"))));
        Assert.Equal(before, await CountAsync());

        // The same append without the taken seat does reach every table, or the comparison above would prove nothing.
        Assert.Equal(AppendResult.Committed, await Ledger.Append(Everything(Stream(2), 1, "b", Booked("y", seat: 1))));
        Assert.All(before.Zip(await CountAsync()), pair => Assert.Equal(pair.First + 1, pair.Second));
    }

    [Fact]
    public async Task In_a_group_a_collision_fails_only_its_own_stream()
    {
        await Ledger.Append(Append(Stream(0), 1, "taken", Booked("x")));
        await Ledger.Append(Append(Stream(500), 1, "first"));
        await Ledger.Append(Append(Stream(700), 1, "operation"));
        var transactions = Store.Counters.Transactions;

        var results = await AppendAtOnceAsync(Enumerable.Range(1, 1000).Select(i => i switch
        {
            300 => Append(Stream(i), 1, "seat", Booked("y")),
            700 => Append(Stream(i), 2, "operation"),
            _ => Append(Stream(i), 1, "op", Booked("a" + i, seat: i)),
        }));

        Assert.Equal(AppendResult.SeatTaken, results[299]);
        Assert.Equal(AppendResult.SequenceTaken, results[499]);
        Assert.Equal(AppendResult.OperationRepeated, results[699]);
        Assert.Equal(997, results.Count(r => r == AppendResult.Committed));
        Assert.InRange(Store.Counters.RetriedGroups, 1, 100);
        Assert.InRange(Store.Counters.Transactions - transactions, 1, 100);
        Assert.Empty((await Ledger.Load(Stream(300))).Entries);
        Assert.Single((await Ledger.Load(Stream(500))).Entries);
        Assert.Single((await Ledger.Load(Stream(999))).Entries);
    }

    [Fact]
    public async Task An_append_that_no_engine_can_hold_keeps_its_neighbours_from_nothing()
    {
        var results = await Task.WhenAll(Enumerable.Range(1, 64).Select(i => Ledger.Append(
            i == 20 ? Append(Stream(i), 1, null, new Projection.ReferenceIssued(null!, Stream(i))) : Append(Stream(i), 1)).AsTask()));

        Assert.Equal(AppendResult.Unknown, results[19]);
        Assert.Equal(63, results.Count(r => r == AppendResult.Committed));
        Assert.Empty((await Ledger.Load(Stream(20))).Entries);
        Assert.Equal(AppendResult.Committed, await Ledger.Append(Append(Stream(20), 1)));
    }

    [Fact]
    public async Task A_thousand_streams_share_few_transactions()
    {
        var results = await AppendAtOnceAsync(Enumerable.Range(1, 1000).Select(i => Append(Stream(i), 1, "op")));

        Assert.All(results, r => Assert.Equal(AppendResult.Committed, r));
        Assert.Equal((1000, 1000), (Store.Counters.Appends, Store.Counters.Entries));
        Assert.InRange(Store.Counters.Transactions, 1, 100);
        Assert.Equal(Store.Counters.Transactions, Store.Counters.GroupSizes.Sum());
    }

    [Fact]
    public async Task Appends_of_one_stream_are_written_in_the_order_they_came()
    {
        var results = await Task.WhenAll(Enumerable.Range(1, 50).Select(i => Ledger.Append(Append(Stream(1), i)).AsTask()));

        Assert.All(results, r => Assert.Equal(AppendResult.Committed, r));
        Assert.Equal(50, (await Ledger.Load(Stream(1))).Entries.Count);
    }

    [Fact]
    public async Task What_was_handed_in_before_closing_is_written_and_nothing_after()
    {
        var store = await Store.OpenAsync(Database.Options);
        var appends = Enumerable.Range(1, 100).Select(i => store.Ledger.Append(Append(Stream(i), 1)).AsTask()).ToArray();

        await store.DisposeAsync();

        Assert.All(await Task.WhenAll(appends), r => Assert.Equal(AppendResult.Committed, r));
        Assert.Equal(AppendResult.Unknown, await store.Ledger.Append(Append(Stream(101), 1)));
        Assert.Empty((await Ledger.Load(Stream(101))).Entries);
    }

    private static AppendRequest Everything(StreamId stream, long sequence, string operation, Projection booked) => new(
        stream,
        [Entry(sequence, operation)],
        [
            booked,
            Available(Day, sequence),
            new Projection.ReminderSet(stream, At),
            new Projection.ReferenceIssued("reference", stream),
            new Projection.ContactKeyStored("reference", new byte[] { 1 }),
            new Projection.MessageQueued(OperationId.Derive("message"), "booking-confirmed", "reference", At),
        ],
        new Snapshot(sequence, new byte[] { 1 }));

    private static (long, DateTimeOffset, string, string, OperationId?) Plain(LedgerEntry e) => (e.Sequence, e.At, e.Kind, Convert.ToHexString(e.Body.Span), e.Operation);

    /// <summary>All of them wait before the first is written, however quick the disk and slow the processor.</summary>
    private async Task<AppendResult[]> AppendAtOnceAsync(IEnumerable<AppendRequest> requests)
    {
        Task<AppendResult[]> appends;
        await using (await Database.BlockAppendsAsync())
        {
            appends = Task.WhenAll(requests.Select(request => Ledger.Append(request).AsTask()));
        }

        return await appends;
    }

    private async Task<long[]> CountAsync()
    {
        await using var connection = await Database.ConnectAsync();
        var counts = new List<long>();
        foreach (var table in Tables)
        {
            counts.Add(await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM " + table));
        }

        return [.. counts];
    }
}
