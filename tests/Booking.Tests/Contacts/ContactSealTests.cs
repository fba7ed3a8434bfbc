using WaitingRoom.Booking.Contacts;
using WaitingRoom.Booking.Keys;
using WaitingRoom.Grains.Documents;
using WaitingRoom.Grains.Identity;

namespace WaitingRoom.Booking.Tests.Contacts;

public sealed class ContactSealTests(BookingHost host) : IClassFixture<BookingHost>
{
    private static readonly SealedContent Content = new(new Contact("Erika Mustermann", "erika@example.org", null), "key", "de");

    [Fact]
    public async Task What_is_sealed_opens_with_its_key_and_shows_nothing_without()
    {
        var seal = new ContactSeal(host.Get<DocumentKeys>());
        var pair = PairId.New();
        var closed = await seal.Seal(Content, pair);
        Assert.Equal(Content, await seal.Open(closed.Data, closed.WrappedKey, pair));
        Assert.DoesNotContain("Erika", System.Text.Encoding.UTF8.GetString(closed.Data), StringComparison.Ordinal);
        Assert.NotEqual(closed.Data, (await seal.Seal(Content, pair)).Data);
    }

    [Fact]
    public async Task Another_bookings_key_another_pair_and_changed_data_do_not_open()
    {
        var seal = new ContactSeal(host.Get<DocumentKeys>());
        var (pair, otherPair) = (PairId.New(), PairId.New());
        var closed = await seal.Seal(Content, pair);
        var other = await seal.Seal(Content, otherPair);
        Assert.Null(await seal.Open(closed.Data, other.WrappedKey, pair));
        Assert.Null(await seal.Open(closed.Data, closed.WrappedKey, otherPair));
        for (var at = 0; at < closed.Data.Length; at++)
        {
            var changed = (byte[])closed.Data.Clone();
            changed[at] ^= 1;
            Assert.Null(await seal.Open(changed, closed.WrappedKey, pair));
        }
    }

    [Fact]
    public async Task Keys_of_another_house_do_not_open_and_two_first_writers_agree()
    {
        var documents = host.Get<IDocuments>();
        var name = $"keys/contacts-{PairId.New()}";
        var racers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => await new DocumentKeys(documents).Get(name)));
        Assert.Single(racers.Select(set => set.Current.Kid).Distinct());

        var seal = new ContactSeal(host.Get<DocumentKeys>());
        var pair = PairId.New();
        var closed = await seal.Seal(Content, pair);
        var foreign = (byte[])closed.WrappedKey.Clone();
        foreign[1] ^= 1;
        Assert.Null(await seal.Open(closed.Data, foreign, pair));
    }
}
