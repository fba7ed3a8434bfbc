using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using WaitingRoom.Booking.Messages;
using WaitingRoom.Booking.Messages.Development;
using WaitingRoom.Booking.Messages.Freed;
using WaitingRoom.Booking.Messages.Sending;
using WaitingRoom.Booking.Privacy;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Notices;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Queue;
using WaitingRoom.Web.Languages;

namespace WaitingRoom.Booking.Tests.Messages;

/// <summary>From the address left in a sold-out waiting room to the message about freed appointments: the real waiting room, stock, outbox and storage.</summary>
public sealed class FreedTests : IAsyncLifetime
{
    private const string Slot = "1000-johnson";
    private static readonly DateOnly Day = BookingHost.Today.AddDays(3);
    private static readonly RoomId Room = new("impfung");

    private readonly BookingHost host = new()
    {
        Adding = builder =>
        {
            builder.Configuration["Booking:Messages:Sends"] = "false";
            builder.Configuration["Booking:Messages:DevelopmentOutbox"] = "true";
            builder.Configuration["Booking:Messages:PublicAddress"] = "https://termine.example";
            builder.AddQueue(queue => queue.Rooms.Add(new RoomOptions { Name = Room.Name, Title = new Text("Impftermine", "Vaccination appointments") }));
        },
        Mapping = app => app.MapQueue(),
    };

    private HttpClient client = null!;

    private IReadOnlyList<OutgoingMessage> Sent => [.. host.Get<DevelopmentOutbox>().Messages.Reverse().Select(shown => shown.Message)];

    private INoticeList List => host.Get<INoticeList>();

    public async Task InitializeAsync()
    {
        await host.InitializeAsync();
        client = new HttpClient { BaseAddress = host.Address };
        // Seats by telephone only: for citizens of the web nothing is left.
        await host.Supply(BookingHost.Dresden, Day, Slot, web: 0, phone: 1);
        await Until("sold-out");
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task When_appointments_are_free_again_each_address_is_told_once_in_order_and_then_gone()
    {
        await Leave(new { email = "kim@example.org" });
        host.Time.Advance(TimeSpan.FromSeconds(1));
        await Leave(new { phone = "0351 1234567" }, language: "en");
        host.Time.Advance(TimeSpan.FromSeconds(1));
        await Leave(new { email = "KIM@example.org" });

        // As long as nothing is free nobody is told.
        await Tell();
        Assert.Empty(Sent);
        Assert.Equal(2, await List.Count(Room));

        await host.Supply(BookingHost.Dresden, Day, "1100-johnson", web: 1);
        await Until("open");
        await Tell();
        await Tell();
        Assert.Equal([(MessageRoute.Email, "kim@example.org"), (MessageRoute.Sms, "03511234567")], Sent.OrderBy(message => message.Route).Select(message => (message.Route, message.To)));
        var (mail, sms) = (Sent.Single(message => message.Route == MessageRoute.Email), Sent.Single(message => message.Route == MessageRoute.Sms));
        Assert.Equal("Wieder Termine frei: Impftermine", mail.Subject);
        Assert.Contains("Das ist noch KEIN Termin. Für Sie ist nichts reserviert.", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Am 01.03.2021, 09:0", mail.Text, StringComparison.Ordinal);
        Assert.Contains("https://termine.example/rooms/impfung", mail.Text, StringComparison.Ordinal);
        Assert.StartsWith("Appointments free again: Vaccination appointments. As of 01/03/2021, 09:0", sms.Text, StringComparison.Ordinal);

        // Nothing of the addresses is kept.
        Assert.Equal(0, await List.Count(Room));
        Assert.Equal(new OutboxCounts(0, 0, null), await host.Get<IOutbox>().Count());
    }

    [Fact]
    public async Task What_was_taken_back_is_not_told_and_what_is_left_again_is_told_again()
    {
        await Leave(new { email = "kim@example.org" });
        using (var answer = await Send(HttpMethod.Delete))
        {
            Assert.True(answer.IsSuccessStatusCode);
        }

        await Open();
        await Tell();
        Assert.Empty(Sent);

        for (var times = 1; times <= 2; times++)
        {
            await Close();
            await Leave(new { email = "kim@example.org" });
            await Open();
            await Tell();
            Assert.Equal(times, Sent.Count);
        }
    }

    [Fact]
    public async Task A_message_that_would_come_too_late_waits_for_the_next_time()
    {
        await Leave(new { email = "kim@example.org" });
        await Open();
        await host.Get<FreedQueue>().Pass();
        await Close();
        await Tell();
        Assert.Empty(Sent);
        Assert.Equal((1, 1), (await List.Count(Room), (await host.Get<IOutbox>().Count()).Waiting));

        await Open();
        host.Time.Advance(TimeSpan.FromMinutes(2));
        await Tell();
        Assert.Single(Sent);
        Assert.Equal(0, await List.Count(Room));
    }

    [Fact]
    public async Task On_the_campaigns_date_the_addresses_go_with_the_contacts()
    {
        await Leave(new { email = "kim@example.org" });
        var entry = Assert.Single(await List.Read(Room, null, 1)).Sealed.ToArray();
        await host.Get<ContactSweep>().Sweep();
        Assert.Contains("sealed", await Kept(entry));

        await host.WriteCampaign(BookingHost.ACampaign with { ContactsKeptUntil = BookingHost.Today.AddDays(-1) });
        host.Time.Advance(TimeSpan.FromSeconds(2));
        await host.Get<ContactSweep>().Sweep();
        Assert.Equal(0, await List.Count(Room));
        Assert.Empty(await Kept(entry));
    }

    private async Task<string[]> Kept(byte[] entry)
    {
        using var all = new MemoryStream();
        foreach (var path in Directory.GetFiles(host.Folder, "waitingroom.db*"))
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            await file.CopyToAsync(all);
        }

        return all.ToArray().AsSpan().IndexOf(entry) >= 0 ? ["sealed"] : [];
    }

    private async Task Tell()
    {
        await host.Get<FreedQueue>().Pass();
        await Task.WhenAll(await host.Get<OutboxSending>().Begin(default));
    }

    private Task Open() => Override(RoomOverride.None, async () => await host.Supply(BookingHost.Dresden, Day, "1100-johnson", web: 1), "open");

    private Task Close() => Override(RoomOverride.SoldOut, () => Task.CompletedTask, "sold-out");

    private async Task Override(RoomOverride how, Func<Task> before, string state)
    {
        await before();
        var settings = (await host.Grains.Read(Room))!.Settings with { Override = how };
        Assert.IsType<RoomOutcome.Configured>(Assert.IsType<Reply<RoomOutcome>.Done>(await host.Grains.Ask(Room, new RoomCommand.Configure(OperationId.New(), settings))).Outcome);
        await Until(state);
        // The list is looked at again after a minute.
        host.Time.Advance(TimeSpan.FromMinutes(1));
    }

    private async Task Leave(object address, string language = "de")
    {
        using var answer = await Send(HttpMethod.Post, address, language);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
    }

    private async Task<HttpResponseMessage> Send(HttpMethod method, object? address = null, string language = "de")
    {
        using var request = new HttpRequestMessage(method, $"/rooms/{Room}/notices") { Content = address is null ? null : JsonContent.Create(address) };
        request.Headers.Add("Waiting-Room-Browser", Convert.ToBase64String(Encoding.ASCII.GetBytes(new string('b', 32))).TrimEnd('='));
        request.Headers.Add("Idempotency-Key", OperationId.New().ToString());
        request.Headers.Add("Accept-Language", language);
        return await client.SendAsync(request);
    }

    /// <summary>The clock goes on until the room says so of itself.</summary>
    private async Task Until(string state)
    {
        for (var rounds = 0; rounds < 600; rounds++)
        {
            if (JsonNode.Parse(await client.GetStringAsync(new Uri($"/rooms/{Room}/status", UriKind.Relative))).Text("state") == state)
            {
                return;
            }

            host.Time.Advance(TimeSpan.FromMilliseconds(200));
        }

        Assert.Fail($"The room has not become {state}.");
    }
}
