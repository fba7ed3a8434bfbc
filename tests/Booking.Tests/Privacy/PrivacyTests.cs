using System.Net;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WaitingRoom.Booking.Codes;
using WaitingRoom.Booking.Messages.Sending;
using WaitingRoom.Booking.Privacy;
using WaitingRoom.Booking.Tests.Messages;
using WaitingRoom.Grains.Documents;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Pairs;

namespace WaitingRoom.Booking.Tests.Privacy;

/// <summary>What is left behind of a person, looked for in all that the server writes.</summary>
public sealed class PrivacyTests : IAsyncLifetime
{
    private const string Name = "Zaphodia Beeblebroxová";
    private const string Phone = "0170 5550142";
    private static readonly DateOnly First = BookingHost.Today.AddDays(3);

    private readonly Traces traces = new();
    private readonly BookingHost host;
    private MailServer mails = null!;

    public PrivacyTests() => host = new BookingHost
    {
        Adding = builder =>
        {
            builder.Logging.AddProvider(traces).SetMinimumLevel(LogLevel.Trace);
            builder.Configuration["Booking:Messages:Sends"] = "false";
            builder.Configuration["Booking:Messages:Smtp:Host"] = "127.0.0.1";
            builder.Configuration["Booking:Messages:Smtp:Port"] = $"{mails.Port}";
            builder.Configuration["Booking:Messages:Smtp:StartTls"] = "false";
            builder.Configuration["Booking:Messages:Smtp:From"] = "termine@example.org";
            // Nobody listens there.
            builder.Configuration["Booking:Messages:Sms:Address"] = "http://127.0.0.1:9/sms";
            builder.Configuration["Booking:Messages:Sms:Token"] = "geheimes-gateway-token";
        },
    };

    public async Task InitializeAsync()
    {
        mails = await MailServer.Start();
        await host.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        await mails.DisposeAsync();
        traces.Dispose();
    }

    [Fact]
    public async Task Nothing_personal_is_in_logs_addresses_metrics_or_the_database()
    {
        var code = await host.Code();
        var (citizen, reference) = await Book(code, new { name = Name, email = "zaphodia.markiert@example.org", phone = Phone, address = "Galaxieweg 42\n01067 Dresden" });
        var (_, gone) = await Book(await host.Code(), new { name = Name, email = "gone.zaphodia@example.org" });
        await Book(await host.Code(), new { name = Name, phone = Phone });
        // What a person gets wrong, repeats, reads, exports and cancels.
        await citizen.Post("/booking/bookings", new { hold = "x", contact = new { name = Name, email = "zaphodia.markiert@example.org@" } });
        await citizen.Post("/booking/codes", new { code }, key: null);
        await citizen.Get($"/booking/bookings/{reference}");
        await citizen.File($"/booking/bookings/{reference}/calendar.ics");
        Assert.Contains(Name, (await citizen.Get($"/booking/bookings/{reference}/data")).Body!["contact"].Text("name"), StringComparison.Ordinal);
        await Send();
        Assert.Contains(Name, (await mails.Next()).Text("text"), StringComparison.Ordinal);
        await citizen.Delete($"/booking/bookings/{reference}");
        await Send();
        Assert.Contains(Name, (await mails.Next()).Text("text"), StringComparison.Ordinal);
        var dead = Assert.Single(await host.Get<IOutbox>().ReadDead(10));
        Assert.Equal((gone, "smtp-550"), (dead.Reference, dead.Reason));

        string[] marks = [Name, "Beeblebrox", "zaphodia.markiert@example.org", "gone.zaphodia@example.org", Phone, "1705550142", "Galaxieweg 42", code, code.Replace("-", "", StringComparison.Ordinal), "geheimes-gateway-token"];
        var traced = Encoding.UTF8.GetBytes(traces.Text);
        Assert.Contains("booking-confirmed", traces.Text, StringComparison.Ordinal);
        Assert.Contains($"/booking/bookings/{reference}", traces.Text, StringComparison.Ordinal);
        Assert.Empty(Forms.Found(traced, marks));
        Assert.Empty(Forms.Found(await Database(), marks));
    }

    [Fact]
    public async Task The_search_finds_what_is_not_sealed_wherever_it_is()
    {
        // Contact data as it would be if nobody sealed it: in an event, and in a document.
        await host.Supply(BookingHost.Dresden, First, "1000-johnson", web: 1);
        var written = await host.Code();
        using var citizen = await host.Citizen(written);
        var (_, hold) = await citizen.Hold("johnson", "k", (BookingHost.Dresden, First, "1000-johnson"));
        Assert.True(BookingCode.TryRead(written, out var code));
        var id = await host.Get<CodeHashing>().Of(code);
        Assert.Empty(Forms.Found(await Database(), [Name, Phone]));
        Assert.IsType<PairOutcome.Booked>(await host.Get<PairSaga>().Confirm(id, (await host.Grains.Read(id))!.Pair!.Id, Encoding.UTF8.GetBytes($$"""{"name":"{{Name}}"}"""), new byte[8]));
        Assert.Contains($"{Name} as base64", Forms.Found(await Database(), [Name]));
        await host.Get<IDocuments>().Put("leak", 0, Encoding.UTF8.GetBytes(Phone));
        Assert.Contains($"{Phone} as UTF-8", Forms.Found(await Database(), [Phone]));
        Assert.NotNull(hold);

        host.Get<ILoggerFactory>().CreateLogger("Leak").LogTrace("To {Name}", Name);
        Assert.Contains($"{Name} as UTF-8", Forms.Found(Encoding.UTF8.GetBytes(traces.Text), [Name]));
    }

    [Fact]
    public async Task After_the_campaigns_date_contact_data_cannot_be_read_by_anybody()
    {
        var (_, reference) = await Book(await host.Code(), new { name = Name, email = "zaphodia.markiert@example.org" });
        var last = BookingHost.Today;
        var sweep = host.Get<ContactSweep>();
        await Until(last.AddDays(1));
        await sweep.Sweep();
        using var citizen = await host.Citizen(codeOf[reference]);
        Assert.Equal(Name, (await citizen.Get($"/booking/bookings/{reference}/data")).Body!["contact"].Text("name"));

        // A date that has not come destroys nothing.
        await host.WriteCampaign(BookingHost.ACampaign with { ContactsKeptUntil = last.AddDays(1) });
        host.Time.Advance(TimeSpan.FromSeconds(2));
        await sweep.Sweep();
        var key = (await host.Get<IReadModels>().FindContactKey(reference))!.Value.ToArray();
        Assert.Contains("key", Keys(await Database(), key));

        await host.WriteCampaign(BookingHost.ACampaign with { ContactsKeptUntil = last });
        host.Time.Advance(TimeSpan.FromSeconds(2));
        await sweep.Sweep();
        Assert.Null(await host.Get<IReadModels>().FindContactKey(reference));
        Assert.Empty(Keys(await Database(), key));

        var (status, data) = await citizen.Get($"/booking/bookings/{reference}/data");
        Assert.Equal((HttpStatusCode.OK, null, reference), (status, data!["contact"], data.Text("reference")));
        Assert.Equal("booked", (await citizen.Get($"/booking/bookings/{reference}")).Body.Text("status"));
        // The message that was still waiting goes to nobody.
        await Send();
        Assert.Equal(0, mails.Unread);
        Assert.Equal(new OutboxCounts(0, 0, null), await host.Get<IOutbox>().Count());
    }

    [Fact]
    public async Task Ones_own_data_is_complete_and_nobody_elses()
    {
        var (citizen, reference) = await Book(await host.Code(), new { name = Name, email = "zaphodia.markiert@example.org", phone = Phone, address = "Galaxieweg 42\n01067 Dresden" });
        var (_, data) = await citizen.Get($"/booking/bookings/{reference}/data");
        Assert.Equal(
            (Name, "zaphodia.markiert@example.org", Phone, "Galaxieweg 42\n01067 Dresden", "de"),
            (data!["contact"].Text("name"), data["contact"].Text("email"), data["contact"].Text("phone"), data["contact"].Text("address"), data["contact"].Text("language")));
        Assert.Equal(("booked", "2021-03-04"), (data.Text("status"), Assert.Single(data["appointments"]!.AsArray())!.Text("date")));
        using var stranger = await host.Citizen();
        Assert.Equal("/problems/booking-unknown", (await stranger.Get($"/booking/bookings/{reference}/data")).Body.Type());
    }

    private readonly Dictionary<string, string> codeOf = [];

    private static IEnumerable<string> Keys(byte[] database, byte[] key) => database.AsSpan().IndexOf(key) >= 0 ? ["key"] : [];

    private async Task Until(DateOnly day)
    {
        host.Time.Advance(new DateTimeOffset(day.ToDateTime(new TimeOnly(1, 0)), TimeSpan.Zero) - host.Time.GetUtcNow());
        await Task.Yield();
    }

    /// <summary>All bytes of all files of the database, its log included.</summary>
    private async Task<byte[]> Database()
    {
        using var all = new MemoryStream();
        foreach (var path in Directory.GetFiles(host.Folder, "waitingroom.db*"))
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            await file.CopyToAsync(all);
        }

        return all.ToArray();
    }

    private async Task Send() => await Task.WhenAll(await host.Get<OutboxSending>().Begin(default));

    private async Task<(Citizen Citizen, string Reference)> Book(string code, object contact)
    {
        await host.Supply(BookingHost.Dresden, First, "1000-johnson", web: 1);
        var citizen = await host.Citizen(code);
        var (_, hold) = await citizen.Hold("johnson", "k", (BookingHost.Dresden, First, "1000-johnson"));
        var (status, booking) = await citizen.Post("/booking/bookings", new { hold = hold.Text("id"), contact });
        Assert.Equal(HttpStatusCode.Created, status);
        codeOf[booking.Text("reference")] = code;
        return (citizen, booking.Text("reference"));
    }
}
