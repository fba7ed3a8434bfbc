using System.Text;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using Xunit;
using static WaitingRoom.Storage.Tests.Conformance.Appends;

namespace WaitingRoom.Storage.Tests.Conformance;

public abstract class ReadModelSuite : ConformanceSuite
{
    private static readonly DayId Other = new("leipzig", new DateOnly(2026, 10, 25));

    [Fact]
    public async Task Availability_is_read_from_where_one_stopped()
    {
        var empty = await Store.ReadModels.ReadAvailability(0);
        Assert.Empty(empty.Rows);

        await Ledger.Append(Append(Stream(1), 1, null, Available(Day, 1)));
        var first = await Store.ReadModels.ReadAvailability(empty.Cursor);
        Assert.Equal([(Day, 1L, "v1")], first.Rows.Select(Plain));

        await Ledger.Append(Append(Stream(2), 1, null, Available(Other, 5)));
        await Ledger.Append(Append(Stream(2), 2, null, Available(Other, 6)));
        var second = await Store.ReadModels.ReadAvailability(first.Cursor);
        Assert.Equal([(Other, 6L, "v6")], second.Rows.Select(Plain));

        Assert.Empty((await Store.ReadModels.ReadAvailability(second.Cursor)).Rows);
        Assert.Equal(2, (await Store.ReadModels.ReadAvailability(0)).Rows.Count);
    }

    [Fact]
    public async Task An_older_availability_never_replaces_a_newer_one()
    {
        await Ledger.Append(Append(Stream(1), 1, null, Available(Day, 9)));
        await Ledger.Append(Append(Stream(1), 2, null, Available(Day, 8)));

        Assert.Equal([(Day, 9L, "v9")], (await Store.ReadModels.ReadAvailability(0)).Rows.Select(Plain));
    }

    [Fact]
    public async Task Reminders_come_most_overdue_first_and_can_be_moved_and_cleared()
    {
        await Ledger.Append(Append(Stream(1), 1, null, new Projection.ReminderSet(Stream(1), At.AddMinutes(3)), new Projection.ReminderSet(Stream(2), At.AddMinutes(2))));
        await Ledger.Append(Append(Stream(3), 1, null, new Projection.ReminderSet(Stream(3), At.AddMinutes(1)), new Projection.ReminderSet(Stream(4), At.AddMinutes(4))));

        Assert.Equal(
            [new Reminder(Stream(3), At.AddMinutes(1)), new Reminder(Stream(2), At.AddMinutes(2)), new Reminder(Stream(1), At.AddMinutes(3))],
            await Store.ReadModels.ReadReminders(At.AddMinutes(3), 10));
        Assert.Single(await Store.ReadModels.ReadReminders(At.AddMinutes(3), 1));

        await Ledger.Append(Append(Stream(3), 2, null, new Projection.ReminderSet(Stream(3), null), new Projection.ReminderSet(Stream(2), At.AddMinutes(9))));
        Assert.Equal([Stream(1)], (await Store.ReadModels.ReadReminders(At.AddMinutes(3), 10)).Select(r => r.Stream));
    }

    [Fact]
    public async Task A_code_is_found_by_its_reference()
    {
        await Ledger.Append(Append(Stream(1), 1, null, new Projection.ReferenceIssued("r1", new StreamId("code/abc"))));

        Assert.Equal(new StreamId("code/abc"), await Store.ReadModels.FindCode("r1"));
        Assert.Null(await Store.ReadModels.FindCode("R1"));
    }

    [Fact]
    public async Task A_contact_key_is_found_by_its_reference()
    {
        await Ledger.Append(Append(Stream(1), 1, null, new Projection.ContactKeyStored("r1", new byte[] { 1, 2 }.AsMemory(1))));

        Assert.Equal([2], (await Store.ReadModels.FindContactKey("r1"))!.Value.ToArray());
        Assert.Null(await Store.ReadModels.FindContactKey("r2"));
    }

    [Fact]
    public async Task Live_bookings_are_counted_by_what_rules_judge_and_those_of_a_batch_are_found()
    {
        Projection.ReferenceIssued Issued(int n, string? batch, int? age) => new(
            $"r{n}", new StreamId($"code/{n}"), new BookedPair(AppointmentId.Derive($"a{n}"), "comirnaty", 3, 21, age, batch));
        await Ledger.Append(Append(Stream(1), 1, null, Issued(1, "b", 80), Issued(2, "b", 80), Issued(3, null, null), Issued(4, "b", 80), new Projection.ReferenceIssued("old", Stream(5))));
        await Ledger.Append(Append(Stream(2), 1, null, Booked("a1", 0), Booked("a2", 1), Booked("a3", 2), Booked("a4", 3)));
        await Ledger.Append(Append(Stream(2), 2, null, Freed("a4")));

        Assert.Equal(
            [new BookedCount("comirnaty", 3, 21, null, 1), new BookedCount("comirnaty", 3, 21, 80, 2)],
            (await Store.ReadModels.CountBookings()).OrderBy(c => c.Bookings));
        Assert.Equal([new StreamId("code/1"), new StreamId("code/2")], await Store.ReadModels.FindBooked("b", null, 10));
        Assert.Equal([new StreamId("code/2")], await Store.ReadModels.FindBooked("b", new StreamId("code/1"), 10));
        Assert.Single(await Store.ReadModels.FindBooked("b", null, 1));
    }

    [Fact]
    public async Task Live_bookings_of_a_contact_are_counted_by_its_marks()
    {
        for (var n = 1; n <= 3; n++)
        {
            await Ledger.Append(Append(
                Stream(n),
                1,
                null,
                new Projection.ContactKeyStored($"r{n}", new byte[] { 1 }, new ContactMarks("mail", n == 1 ? "phone" : null)),
                new Projection.ReferenceIssued($"r{n}", new StreamId($"code/{n}"), new BookedPair(AppointmentId.Derive($"a{n}"), "comirnaty", 1, 21, null, null)),
                Booked($"a{n}", n)));
        }

        await Ledger.Append(Append(Stream(9), 1, null, Freed("a3")));
        Assert.Equal(2, await Store.ReadModels.CountBookings(new ContactMarks("mail", "phone")));
        Assert.Equal(1, await Store.ReadModels.CountBookings(new ContactMarks(null, "phone")));
        Assert.Equal(1, await Store.ReadModels.CountBookings(new ContactMarks("mail", "phone"), except: "r1"));
        Assert.Equal(0, await Store.ReadModels.CountBookings(new ContactMarks("other", null)));
    }

    [Fact]
    public async Task Destroyed_contact_keys_are_gone_for_all_and_new_ones_can_come()
    {
        Assert.Equal(0, await Store.ContactKeys.DestroyAll());
        await Ledger.Append(Append(Stream(1), 1, null, new Projection.ContactKeyStored("r1", new byte[] { 1 }), new Projection.ContactKeyStored("r2", new byte[] { 2 })));
        await using var second = await Store.OpenAsync(Database.Options);

        Assert.Equal(2, await second.ContactKeys.DestroyAll());
        Assert.Null(await Store.ReadModels.FindContactKey("r1"));

        await Ledger.Append(Append(Stream(1), 2, null, new Projection.ContactKeyStored("r1", new byte[] { 3 })));
        Assert.Equal([3], (await Store.ReadModels.FindContactKey("r1"))!.Value.ToArray());
    }

    [Fact]
    public async Task A_message_queued_twice_is_there_once()
    {
        var message = new Projection.MessageQueued(OperationId.Derive("m"), "booking-confirmed", "r1", At);

        Assert.Equal(AppendResult.Committed, await Ledger.Append(Append(Stream(1), 1, null, message)));
        Assert.Equal(AppendResult.Committed, await Ledger.Append(Append(Stream(1), 2, null, message, message)));

        await using var connection = await Database.ConnectAsync();
        Assert.Equal(1, await Dapper.SqlMapper.ExecuteScalarAsync<long>(connection, "SELECT count(*) FROM outbox WHERE due_at = at"));
    }

    [Fact]
    public async Task A_document_is_replaced_only_at_the_version_one_has_read()
    {
        Assert.Null(await Store.Documents.Get("campaign"));
        Assert.False(await Store.Documents.Put("campaign", 1, Bytes("no")));
        Assert.True(await Store.Documents.Put("campaign", 0, Bytes("one")));
        Assert.False(await Store.Documents.Put("campaign", 0, Bytes("again")));
        Assert.True(await Store.Documents.Put("campaign", 1, Bytes("two")));
        Assert.False(await Store.Documents.Put("campaign", 1, Bytes("late")));

        var document = await Store.Documents.Get("campaign");

        Assert.Equal((2, "two"), (document!.Version, Encoding.UTF8.GetString(document.Body.Span)));
    }

    [Fact]
    public async Task Documents_are_listed_by_the_beginning_of_their_names_and_deleted_as_they_were_read()
    {
        foreach (var name in (string[])["v/c", "v/a", "V/x", "v%/x", "va", "v/b"])
        {
            Assert.True(await Store.Documents.Put(name, 0, Bytes(name)));
        }

        Assert.Equal(["v/a", "v/b"], (await Store.Documents.Under("v/", null, 2)).Select(d => d.Name));
        var last = Assert.Single(await Store.Documents.Under("v/", "v/b", 2));
        Assert.Equal(("v/c", 1L, "v/c"), (last.Name, last.Version, Encoding.UTF8.GetString(last.Body.Span)));

        Assert.True(await Store.Documents.Put("v/c", 1, Bytes("changed")));
        Assert.False(await Store.Documents.Delete("v/c", last.Version));
        Assert.True(await Store.Documents.Delete("v/c", 2));
        Assert.False(await Store.Documents.Delete("v/c", 2));
        Assert.False(await Store.Documents.Put("v/c", 2, Bytes("late")));
        Assert.True(await Store.Documents.Put("v/c", 0, Bytes("anew")));
    }

    [Fact]
    public async Task Of_many_who_replace_a_document_at_once_one_succeeds()
    {
        await using var second = await Store.OpenAsync(Database.Options);

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => (i % 2 == 0 ? Store : second).Documents.Put("keys/ticket", 0, Bytes("k")).AsTask())));

        Assert.Single(results, true);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static (DayId, long, string) Plain(AvailabilityRow row) => (row.Day, row.Version, Encoding.UTF8.GetString(row.Body.Span));
}
