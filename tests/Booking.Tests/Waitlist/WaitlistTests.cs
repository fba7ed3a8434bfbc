using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using WaitingRoom.Booking.Messages;
using WaitingRoom.Booking.Waitlist;
using WaitingRoom.Grains.Campaigns;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Waitlist;
using WaitingRoom.Storage;

namespace WaitingRoom.Booking.Tests.Waitlist;

/// <summary>Freed appointments go to whoever waits, over HTTP, real grains and real storage.</summary>
public sealed class WaitlistTests : IAsyncLifetime
{
    private const string Slot = "1000-johnson";

    private static readonly DateOnly Date = BookingHost.Today.AddDays(9);

    private readonly BookingHost host = new()
    {
        Adding = builder => builder.Services.AddSingleton<IWaitlist>(provider => new CountedWaitlist(provider.GetRequiredService<Store>().Waitlist)),
    };

    private readonly List<Citizen> people = [];
    private DayId day;
    private Citizen lucky = null!;
    private string booking = "";

    private IWaitlist List => host.Get<IWaitlist>();

    public async Task InitializeAsync()
    {
        await host.InitializeAsync();
        PriorityGroup Group(string id) => new(id, new Dictionary<string, string> { ["de"] = id, ["en"] = id });
        await host.WriteCampaign(BookingHost.ACampaign with { Groups = [Group("first"), Group("second")], SeatsBackFromMinutes = 10, SeatsBackUntilMinutes = 10, WaitlistOfferMinutes = 10 });
        host.Time.Advance(TimeSpan.FromSeconds(2));
        day = await host.Supply(BookingHost.Dresden, Date, Slot, web: 1);
        lucky = await Person("second");
        booking = await Book(lucky);
    }

    public async Task DisposeAsync()
    {
        people.ForEach(person => person.Dispose());
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_freed_seat_is_offered_by_priority_then_by_time_and_an_unused_offer_goes_to_the_next()
    {
        var (late, early, prior) = (await Person("second"), await Person("second"), await Person("first"));
        await Join(early);
        host.Time.Advance(TimeSpan.FromMinutes(1));
        await Join(late);
        host.Time.Advance(TimeSpan.FromMinutes(1));
        await Join(prior);
        await Serve();
        Assert.Equal(["waiting", "waiting", "waiting"], await States(prior, early, late));

        // The seat cools: nobody else can have it, the list does at once.
        await lucky.Delete(booking);
        await Serve();
        Assert.Equal(["offered", "waiting", "waiting"], await States(prior, early, late));
        var (_, offers) = await late.Offers("johnson");
        Assert.Empty(offers!["offers"]!.AsArray());

        host.Time.Advance(TimeSpan.FromMinutes(11));
        await host.Grains.Ask(day, new DayCommand.Tick());
        await Serve();
        Assert.Equal(["waiting", "offered", "waiting"], await States(prior, early, late));

        // Given back at once it goes on when its time is over; this one books.
        await Book(early);
        host.Time.Advance(TimeSpan.FromMinutes(11));
        await host.Grains.Ask(day, new DayCommand.Tick());
        await Serve();
        Assert.Equal(["waiting", "gone", "waiting"], await States(prior, early, late));
    }

    /// <summary>Without anybody on the list the same seat becomes everybody's.</summary>
    [Fact]
    public async Task Nobody_waits_and_the_seat_is_anybodys_once_it_has_cooled()
    {
        await lucky.Delete(booking);
        await Serve();
        Assert.Equal(0, await host.FreeSeats(day, Slot));
        host.Time.Advance(TimeSpan.FromMinutes(11));
        await host.Grains.Ask(day, new DayCommand.Tick());
        Assert.Equal(1, await host.FreeSeats(day, Slot));
    }

    [Fact]
    public async Task While_nothing_is_free_nobody_on_the_list_is_read_however_long_that_lasts()
    {
        await Join(await Person("first"));
        // Once to learn that there is anybody.
        await Serve();
        var readings = ((CountedWaitlist)List).Readings;
        for (var minute = 0; minute < 5; minute++)
        {
            host.Time.Advance(TimeSpan.FromMinutes(1));
            await Serve();
        }

        Assert.Equal(readings, ((CountedWaitlist)List).Readings);
        // The control: something is free, and they are read.
        await lucky.Delete(booking);
        await Serve();
        Assert.True(((CountedWaitlist)List).Readings > readings);
    }

    [Fact]
    public async Task Who_leaves_two_offers_unused_is_not_asked_a_third_time()
    {
        var person = await Person("first");
        await Join(person);
        await lucky.Delete(booking);
        foreach (var state in new[] { "offered", "offered", "gone" })
        {
            await Serve();
            Assert.Equal([state], await States(person));
            host.Time.Advance(TimeSpan.FromMinutes(11));
            await host.Grains.Ask(day, new DayCommand.Tick());
        }
    }

    [Fact]
    public async Task The_message_says_what_is_held_until_when_and_not_that_it_is_booked_and_a_late_one_is_not_sent()
    {
        var person = await Person("first");
        await Join(person, new { vaccine = "johnson", postcode = "01067", phone = "0351 123456" });
        await lucky.Delete(booking);
        await Serve();
        var reference = (await List.ReadOffered(9)).Single().Offer!.Reference;
        var queued = new OutboxMessage(OperationId.Derive("waitlist-offer", reference), WaitlistAuthor.Offered, reference, host.Time.GetUtcNow(), 0, 1);
        var author = host.Get<IEnumerable<IMessageAuthor>>().Single(one => one.Kinds.Contains(WaitlistAuthor.Offered));

        var draft = Assert.IsType<Draft.Ready>(await author.Write(queued, default)).Message;
        Assert.Equal((MessageRoute.Sms, "0351 123456"), (draft.Route, draft.To));
        Assert.Contains("10.03.2021 10:00 Messe Dresden", draft.Text, StringComparison.Ordinal);
        Assert.Contains("Noch nicht gebucht. Bitte buchen Sie bis 01.03.2021, 09:10 Uhr", draft.Text, StringComparison.Ordinal);

        host.Time.Advance(TimeSpan.FromMinutes(11));
        Assert.IsType<Draft.Nothing>(await author.Write(queued, default));
    }

    [Fact]
    public async Task A_changed_wish_keeps_the_turn_and_whoever_leaves_is_forgotten()
    {
        var person = await Person("first");
        await Join(person);
        var since = (await List.ReadWaiting(null, 9)).Single().At;
        host.Time.Advance(TimeSpan.FromMinutes(5));
        await Join(person, new { vaccine = "comirnaty", postcode = "04109", email = "other@example.org" });
        var entry = (await List.ReadWaiting(null, 9)).Single();
        Assert.Equal((since, "comirnaty"), (entry.At, WaitlistWish.FromJson(entry.Wish).Vaccine));
        Assert.DoesNotContain("example.org", Encoding.UTF8.GetString([.. entry.Wish.Span, .. entry.SealedContact.Span, .. entry.WrappedKey.Span]), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NoContent, (await person.Delete(WaitlistEndpoints.Path)).Status);
        Assert.Equal("/problems/not-on-waitlist", (await person.Get(WaitlistEndpoints.Path)).Body.Type());
    }

    [Fact]
    public async Task What_cannot_wait_is_told_why()
    {
        var person = await Person("first");
        async Task<string?> Refused(object wish) => (await person.Put(WaitlistEndpoints.Path, wish, "k")).Body.Type();
        Assert.Equal("/problems/vaccine-unknown", await Refused(new { vaccine = "none", postcode = "01067", email = "a@example.org" }));
        Assert.Equal("/problems/postcode-invalid", await Refused(new { vaccine = "johnson", postcode = "1", email = "a@example.org" }));
        Assert.Equal("/problems/contact-invalid", await Refused(new { vaccine = "johnson", postcode = "01067" }));
        Assert.Equal("/problems/contact-invalid", await Refused(new { vaccine = "johnson", postcode = "01067", email = "a@example.org", standby = true }));
        Assert.Equal("/problems/code-already-booked", (await lucky.Put(WaitlistEndpoints.Path, new { vaccine = "johnson", postcode = "01067", email = "a@example.org" }, "k")).Body.Type());

        await Join(person);
        await lucky.Delete(booking);
        await Serve();
        Assert.Equal("/problems/waitlist-has-offer", await Refused(new { vaccine = "johnson", postcode = "01067", email = "a@example.org" }));
    }

    [Fact]
    public async Task When_the_campaign_forgets_contacts_it_forgets_the_list()
    {
        await Join(await Person("first"));
        await host.WriteCampaign(BookingHost.ACampaign with { ContactsKeptUntil = BookingHost.Today.AddDays(-1) });
        host.Time.Advance(TimeSpan.FromSeconds(2));
        await Serve();
        Assert.Empty(await List.ReadWaiting(null, 9));
    }

    private async Task<Citizen> Person(string priority)
    {
        var person = await host.Citizen(await host.Code(origin: new CodeOrigin(Priority: priority)));
        people.Add(person);
        return person;
    }

    private static async Task Join(Citizen person, object? wish = null)
    {
        var (status, entry) = await person.Put(WaitlistEndpoints.Path, wish ?? new { vaccine = "johnson", postcode = "01067", email = "a@example.org" }, "k");
        Assert.Equal((HttpStatusCode.OK, "waiting"), (status, entry.Text("state")));
    }

    private Task Serve() => host.Get<WaitlistOffering>().Round();

    private static async Task<string[]> States(params Citizen[] asked)
    {
        var states = new List<string>();
        foreach (var person in asked)
        {
            var (_, entry) = await person.Get(WaitlistEndpoints.Path);
            states.Add(entry?["state"]?.GetValue<string>() ?? "gone");
        }

        return [.. states];
    }

    /// <summary>Books what is held for the person, or the only seat.</summary>
    private static async Task<string> Book(Citizen person)
    {
        var (_, existing) = await person.Hold("johnson", "h", (BookingHost.Dresden, Date, Slot));
        var hold = existing!["existing"] ?? existing;
        var (status, booked) = await person.Book(hold.Text("id"));
        Assert.Equal(HttpStatusCode.Created, status);
        return $"/booking/bookings/{booked.Text("reference")}";
    }
}
