using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using Xunit;
using static WaitingRoom.Storage.Tests.Conformance.Appends;

namespace WaitingRoom.Storage.Tests.Conformance;

public abstract class OutboxSuite : ConformanceSuite
{
    private static readonly DateTimeOffset Lease = At.AddMinutes(2);

    private IOutbox Outbox => Store.Outbox;

    [Fact]
    public async Task A_message_of_a_commit_is_taken_once_until_its_lease_ends()
    {
        await Ledger.Append(Append(Stream(1), 1, null, Message("m", "r1", At)));

        Assert.Empty(await Outbox.Take(At.AddMinutes(-1), Lease, 10));
        var first = Assert.Single(await Outbox.Take(At, Lease, 10));
        Assert.Equal((OperationId.Derive("m"), "booking-confirmed", "r1", At, 0), (first.Id, first.Kind, first.Reference, first.At, first.Failures));
        Assert.Empty(await Outbox.Take(At.AddMinutes(1), Lease, 10));

        var second = Assert.Single(await Outbox.Take(Lease, Lease.AddMinutes(2), 10));
        Assert.Equal(first.Id, second.Id);
        Assert.False(await Outbox.Settle(first, new Settlement.Failed(At, "late")), "the first taker's lease is over");
        Assert.True(await Outbox.Settle(second, new Settlement.Sent(Lease)));
        Assert.False(await Outbox.Settle(second, new Settlement.Sent(Lease)));
        Assert.Empty(await Outbox.Take(At.AddYears(1), At.AddYears(1), 10));
    }

    [Fact]
    public async Task Two_processes_never_take_the_same_message()
    {
        const int Messages = 400;
        await Ledger.Append(Append(Stream(1), 1, null, [.. Enumerable.Range(0, Messages).Select(i => Message($"m{i}", $"r{i}", At))]));
        await using var second = await Store.OpenAsync(Database.Options);
        IOutbox[] processes = [Outbox, second.Outbox, Outbox, second.Outbox];
        var taken = new List<OperationId>[] { [], [], [], [] };
        for (var took = true; took;)
        {
            // In rounds, so that all of them reach for messages at the same time.
            var round = await Task.WhenAll(processes.Select(process => Task.Run(() => process.Take(At, Lease, 16).AsTask())));
            took = round.Any(batch => batch.Count > 0);
            for (var i = 0; i < round.Length; i++)
            {
                taken[i].AddRange(round[i].Select(m => m.Id));
            }
        }

        Assert.Equal(Messages, taken.Sum(mine => mine.Count));
        Assert.Equal(Messages, taken.SelectMany(mine => mine).Distinct().Count());
        Assert.All(taken, mine => Assert.NotEmpty(mine));
    }

    [Fact]
    public async Task What_is_said_about_one_thing_is_said_in_its_order()
    {
        await Outbox.Add(Message("cancelled", "r1", At.AddSeconds(1)));
        await Outbox.Add(Message("confirmed", "r1", At));
        await Outbox.Add(Message("other", "r2", At.AddSeconds(2)));
        var now = At.AddMinutes(1);

        var first = await Outbox.Take(now, now.AddMinutes(2), 10);
        Assert.Equal([OperationId.Derive("confirmed"), OperationId.Derive("other")], first.Select(m => m.Id));
        Assert.True(await Outbox.Settle(first[0], new Settlement.Failed(now.AddMinutes(5), "down")));
        Assert.Empty(await Outbox.Take(now.AddMinutes(1), now.AddMinutes(2), 10));

        // Given up, it stands in nobody's way.
        var again = (await Outbox.Take(now.AddMinutes(6), now.AddMinutes(8), 10)).Single(m => m.Reference == "r1");
        Assert.Equal(1, again.Failures);
        Assert.True(await Outbox.Settle(again, new Settlement.GivenUp(now, "refused")));
        Assert.Equal(OperationId.Derive("cancelled"), (await Outbox.Take(now.AddMinutes(7), now.AddMinutes(8), 10)).Single(m => m.Reference == "r1").Id);
    }

    [Fact]
    public async Task The_longest_due_goes_first_and_no_more_than_asked_for()
    {
        foreach (var (name, minutes) in new[] { ("c", 3), ("a", 1), ("b", 2) })
        {
            await Outbox.Add(Message(name, name, At.AddMinutes(minutes)));
        }

        Assert.Equal(["a", "b"], (await Outbox.Take(At.AddMinutes(9), At.AddMinutes(10), 2)).Select(m => m.Reference));
    }

    [Fact]
    public async Task What_was_given_up_is_seen_and_can_be_tried_again()
    {
        await Outbox.Add(Message("m", "r1", At));
        await Outbox.Add(Message("m", "r1", At));
        await Outbox.Add(Message("n", "r2", At));
        Assert.Equal(new OutboxCounts(2, 0, At), await Outbox.Count());
        foreach (var taken in await Outbox.Take(At, Lease, 10))
        {
            Assert.True(await Outbox.Settle(taken, new Settlement.GivenUp(At.AddHours(taken.Reference == "r1" ? 1 : 2), "refused")));
        }

        Assert.Equal(new OutboxCounts(0, 2, null), await Outbox.Count());
        Assert.Equal(
            [new DeadLetter(OperationId.Derive("n"), "booking-confirmed", "r2", At, At.AddHours(2), 1, "refused"), new DeadLetter(OperationId.Derive("m"), "booking-confirmed", "r1", At, At.AddHours(1), 1, "refused")],
            await Outbox.ReadDead(10));
        Assert.Empty(await Outbox.Take(At.AddYears(1), At.AddYears(1), 10));

        Assert.Equal(0, await Outbox.Revive(OperationId.Derive("nobody"), At));
        Assert.Equal(1, await Outbox.Revive(OperationId.Derive("m"), At.AddHours(3)));
        Assert.Equal(0, Assert.Single(await Outbox.Take(At.AddHours(3), At.AddHours(4), 10)).Failures);
        Assert.Equal(1, await Outbox.Revive(null, At.AddHours(3)));
        Assert.Empty(await Outbox.ReadDead(10));
    }

    [Fact]
    public async Task Settled_messages_are_forgotten_in_time_and_others_never()
    {
        foreach (var (name, settlement) in new (string, Settlement?)[]
        {
            ("sent", new Settlement.Sent(At)), ("withdrawn", new Settlement.Withdrawn(At, "cancelled")), ("fresh", new Settlement.Sent(At.AddDays(2))),
            ("dead", new Settlement.GivenUp(At, "refused")), ("waiting", null),
        })
        {
            await Outbox.Add(Message(name, name, At));
            var taken = Assert.Single(await Outbox.Take(At, At.AddYears(1), 10));
            if (settlement is not null)
            {
                await Outbox.Settle(taken, settlement);
            }
        }

        Assert.Equal(2, await Outbox.Forget(At.AddDays(1)));
        Assert.Equal(0, await Outbox.Forget(At.AddDays(1)));
        Assert.Equal(1, await Outbox.Forget(At.AddDays(3)));
        Assert.Equal(new OutboxCounts(1, 1, At), await Outbox.Count());
    }

    private static Projection.MessageQueued Message(string id, string reference, DateTimeOffset at) => new(OperationId.Derive(id), "booking-confirmed", reference, at);
}
