using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Waitlist;
using Xunit;
using static WaitingRoom.Storage.Tests.Conformance.Appends;

namespace WaitingRoom.Storage.Tests.Conformance;

public abstract class WaitlistSuite : ConformanceSuite
{
    private IWaitlist List => Store.Waitlist;

    [Fact]
    public async Task Priority_comes_before_time_and_one_reads_on_from_where_one_stopped()
    {
        foreach (var (code, priority, minute) in new[] { ("d", 1, 1), ("b", 0, 9), ("a", 0, 3), ("c", 1, 1) })
        {
            Assert.True(await List.Put(Entry(code, priority, minute)));
        }

        var first = await List.ReadWaiting(null, 3);
        Assert.Equal(["a", "b", "c"], first.Select(entry => entry.Code.Hash));
        Assert.Equal(["d"], (await List.ReadWaiting(first[^1], 3)).Select(entry => entry.Code.Hash));
        Assert.Equal((0, At.AddMinutes(3), 0, null), (first[0].Priority, first[0].At, first[0].Missed, first[0].Offer));
        Assert.Equal((1, 2, 3), (first[0].Wish.Span[0], first[0].SealedContact.Span[0], first[0].WrappedKey.Span[0]));
    }

    [Fact]
    public async Task A_changed_wish_keeps_its_turn_and_nothing_changes_while_there_is_an_offer()
    {
        await List.Put(Entry("a", 0, 1));
        Assert.True(await List.Put(Entry("a", 0, 9) with { Wish = new byte[] { 9 } }));
        var changed = (await List.Find(new CodeId("a")))!;
        Assert.Equal((At.AddMinutes(1), 9), (changed.At, changed.Wish.Span[0]));

        Assert.True(await List.Offer(changed.Code, new WaitlistOffer("r", At.AddHours(1))));
        Assert.False(await List.Put(Entry("a", 0, 9)));
        Assert.Equal(9, (await List.FindOffer("r"))!.Wish.Span[0]);
    }

    [Fact]
    public async Task An_entry_has_one_offer_and_is_out_of_the_line_until_it_ends()
    {
        var (code, offer) = (new CodeId("a"), new WaitlistOffer("r", At.AddHours(1)));
        await List.Put(Entry("a", 0, 1));
        await List.Put(Entry("b", 0, 2));
        Assert.True(await List.Offer(code, offer));
        Assert.False(await List.Offer(code, offer with { Reference = "s" }));
        Assert.Equal(["b"], (await List.ReadWaiting(null, 9)).Select(entry => entry.Code.Hash));
        Assert.Equal([offer], (await List.ReadOffered(9)).Select(entry => entry.Offer));

        Assert.False(await List.Return(code, offer with { Reference = "s" }, At.AddHours(1)));
        Assert.True(await List.Return(code, offer, At.AddHours(1)));
        Assert.False(await List.Return(code, offer, At.AddHours(1)));
        Assert.Equal([("b", 0), ("a", 1)], (await List.ReadWaiting(null, 9)).Select(entry => (entry.Code.Hash, entry.Missed)));
        Assert.Null(await List.FindOffer("r"));
    }

    [Fact]
    public async Task What_is_removed_is_gone()
    {
        await List.Put(Entry("a", 0, 1));
        Assert.True(await List.Remove(new CodeId("a")));
        Assert.False(await List.Remove(new CodeId("a")));
        Assert.Null(await List.Find(new CodeId("a")));
        Assert.False(await List.Offer(new CodeId("a"), new WaitlistOffer("r", At)));
    }

    private static WaitlistEntry Entry(string code, int priority, int minute) =>
        new(new CodeId(code), priority, At.AddMinutes(minute), new byte[] { 1 }, new byte[] { 2 }, new byte[] { 3 });
}
