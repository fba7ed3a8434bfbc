using WaitingRoom.Booking.Privacy;
using WaitingRoom.Booking.Requesting;
using WaitingRoom.Grains.Documents;

namespace WaitingRoom.Booking.Tests.Requesting;

/// <summary>What is kept of a way to a code is deleted when it is over, and not before.</summary>
public sealed class ForgettingTests(OnlineHost online) : IClassFixture<OnlineHost>
{
    [Fact]
    public async Task Verifications_go_when_they_are_over_and_counts_of_contacts_after_their_day()
    {
        using var early = await online.Inside();
        await early.Ask("early@example.org");
        await online.Mail.Next();
        online.Host.Time.Advance(Verification.Span - TimeSpan.FromSeconds(1));
        using var late = await online.Inside();
        await late.Ask("late@example.org");
        await online.Mail.Next();

        await Sweep();
        Assert.Equal((2, 2), await Kept());
        online.Host.Time.Advance(TimeSpan.FromSeconds(1));
        await Sweep();
        Assert.Equal((1, 2), await Kept());
        Assert.Null(await online.Host.Get<VerificationBook>().Find(early.Jti));
        Assert.NotNull(await online.Host.Get<VerificationBook>().Find(late.Jti));

        online.Host.Time.Advance(ContactUse.Window);
        await Sweep();
        Assert.Equal((0, 0), await Kept());
    }

    private Task Sweep() => online.Host.Get<ContactSweep>().Sweep();

    private async Task<(int Sessions, int Contacts)> Kept()
    {
        var documents = online.Host.Get<IDocuments>();
        return ((await documents.Under("verification/session/", null, 100)).Count, (await documents.Under("verification/contact/", null, 100)).Count);
    }
}
