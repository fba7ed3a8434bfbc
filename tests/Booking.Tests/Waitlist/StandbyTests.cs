using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using WaitingRoom.Booking.Waitlist;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Booking.Tests.Waitlist;

/// <summary>Doses left over in the evening: the centre calls who is near and said so, one after the other.</summary>
public sealed class StandbyTests(BookingHost host) : IClassFixture<BookingHost>
{
    [Fact]
    public async Task The_centre_calls_who_waits_longest_has_no_nearer_centre_and_said_so()
    {
        await Join("01097", "0351 11111");
        await Join("01662", "03521 22222");
        await Join("01099", "0351 33333", standby: false);
        await Join("01069", "0351 44444");

        var (status, first) = await Call();
        Assert.Equal((HttpStatusCode.Created, "0351 11111"), (status, first.Text("phone")));
        // Nobody is called twice at once.
        var (_, second) = await Call();
        Assert.Equal("0351 44444", second.Text("phone"));
        Assert.Equal("/problems/nobody-on-standby", (await Call()).Body.Type());

        // Not reached: back on the list. Coming: off it.
        Assert.Equal(HttpStatusCode.NoContent, (await Settle(first.Text("call"), "not-reached")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await Settle(second.Text("call"), "coming")).Status);
        Assert.Equal("/problems/standby-call-unknown", (await Settle(second.Text("call"), "coming")).Body.Type());
        Assert.Equal("/problems/query-not-understood", (await Settle(first.Text("call"), "perhaps")).Body.Type());
        Assert.Equal("0351 11111", (await Call()).Body.Text("phone"));
        Assert.Equal("/problems/nobody-on-standby", (await Call()).Body.Type());

        // Half an hour without a word, and the person can be called again.
        host.Time.Advance(StandbyDesk.CallTime);
        await host.Get<WaitlistOffering>().Round();
        Assert.Equal("/problems/nobody-on-standby", (await Call()).Body.Type());

        var audit = await host.Get<IAuditLog>().Read($"centre/{BookingHost.Dresden}", 50);
        Assert.Contains(audit, record => record.Action == "standby.coming" && record.Who == "olga" && record.Role == "centre");
        Assert.DoesNotContain(audit, record => (record.After ?? "").Contains("0351", StringComparison.Ordinal));
        Assert.Equal(3, audit.Count(record => record.Action == "standby.call"));
        Assert.InRange(audit.Count(record => record.Action == "standby.call.asked"), 6, 8);
    }

    [Fact]
    public async Task Only_the_staff_of_a_centre_may_call()
    {
        using var client = new HttpClient { BaseAddress = host.Address };
        using var nobody = await client.PostAsJsonAsync($"/centres/{BookingHost.Dresden}/standby/calls", new { vaccine = "johnson" });
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        Assert.Equal("/problems/centre-unknown", (await Staff(HttpMethod.Post, "/centres/nowhere/standby/calls", new { vaccine = "johnson" })).Body.Type());
        Assert.Equal("/problems/vaccine-unknown", (await Staff(HttpMethod.Post, $"/centres/{BookingHost.Dresden}/standby/calls", new { vaccine = "none" })).Body.Type());
    }

    [Fact]
    public async Task Whoever_is_being_called_is_not_told_that_appointments_are_held()
    {
        using var person = await host.Citizen();
        await person.Put(WaitlistEndpoints.Path, new { vaccine = "comirnaty", postcode = "04109", phone = "0341 12345", standby = true }, "k");
        var (status, _) = await Staff(HttpMethod.Post, $"/centres/{BookingHost.Leipzig}/standby/calls", new { vaccine = "comirnaty" });
        Assert.Equal(HttpStatusCode.Created, status);
        var (_, entry) = await person.Get(WaitlistEndpoints.Path);
        Assert.Equal(("waiting", null), (entry.Text("state"), entry!["offeredUntil"]));
    }

    private async Task Join(string postcode, string phone, bool standby = true)
    {
        using var person = await host.Citizen();
        var (status, _) = await person.Put(WaitlistEndpoints.Path, new { vaccine = "johnson", postcode, phone, standby }, "k");
        Assert.Equal(HttpStatusCode.OK, status);
        host.Time.Advance(TimeSpan.FromSeconds(1));
    }

    private Task<(HttpStatusCode Status, JsonNode? Body)> Call() => Staff(HttpMethod.Post, $"/centres/{BookingHost.Dresden}/standby/calls", new { vaccine = "johnson" });

    private Task<(HttpStatusCode Status, JsonNode? Body)> Settle(string call, string outcome) =>
        Staff(HttpMethod.Put, $"/centres/{BookingHost.Dresden}/standby/calls/{call}", new { outcome });

    private async Task<(HttpStatusCode Status, JsonNode? Body)> Staff(HttpMethod method, string path, object body)
    {
        using var client = new HttpClient { BaseAddress = host.Address };
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body), Headers = { { "Test-Staff", "centre" } } };
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }
}
