using System.Net;
using System.Text.Json.Nodes;
using WaitingRoom.Booking.Codes;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Booking.Tests.Agents;

/// <summary>Whatever agents do is written down under their name: the intention before, what came of it afterwards, and nothing of the caller.</summary>
public sealed class AgentAuditTests : IAsyncLifetime
{
    private const string Slot = "1000-johnson";

    private static readonly DateOnly Date = BookingHost.Today.AddDays(3);

    private readonly CallCentre centre = new();
    private string code = "";

    public async Task InitializeAsync()
    {
        await centre.InitializeAsync();
        code = await centre.Host.Code();
    }

    public Task DisposeAsync() => centre.DisposeAsync();

    [Fact]
    public async Task Every_action_is_written_down_under_the_agents_name_and_nothing_of_the_caller_is()
    {
        await centre.Host.Supply(BookingHost.Dresden, Date, Slot, web: 0, phone: 1);
        using var agent = await centre.Call(code);
        await agent.Send(HttpMethod.Get, "/agents/offers?vaccine=johnson&postcode=01067");
        var reference = (await agent.Book(BookingHost.Dresden, Date, Slot)).Text("reference");
        await agent.Send(HttpMethod.Delete, $"/agents/bookings/{reference}");
        await agent.Send(HttpMethod.Delete, "/agents/bookings/2222");

        var records = await Records();
        Assert.All(records, r => Assert.Equal(("berta", "agent"), (r.Who, r.Role)));
        Assert.Equal(
            [
                "agent.begin-session begun", "agent.begin-session done 201",
                "agent.cancel-booking begun", "agent.cancel-booking begun", "agent.cancel-booking done 200", "agent.cancel-booking done 404 booking-unknown",
                "agent.create-booking begun", "agent.create-booking done 201",
                "agent.create-hold begun", "agent.create-hold done 201",
                "agent.find-offers done 200",
            ],
            records.Select(Line).Order(StringComparer.Ordinal));

        // Two records of one change are known as such, and no two changes are mixed up.
        Assert.All(records.Where(r => !r.Action.EndsWith("offers", StringComparison.Ordinal)).GroupBy(r => After(r).Text("request")), request => Assert.Equal(2, request.Count()));

        var all = string.Join('\n', records);
        foreach (var personal in (string[])["Mustermann", "erika@example.org", code, code.Replace("-", "", StringComparison.Ordinal), reference, "01067"])
        {
            Assert.DoesNotContain(personal, all, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task What_cannot_be_written_down_is_neither_done_nor_shown()
    {
        var day = await centre.Host.Supply(BookingHost.Dresden, Date, Slot, web: 0, phone: 1);
        using var agent = await centre.Call(code);
        centre.AuditIsSilent = true;
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "/problems/busy"), await Problem(agent.Hold(BookingHost.Dresden, Date, Slot)));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "/problems/busy"), await Problem(agent.Send(HttpMethod.Get, "/agents/sessions")));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "/problems/busy"), await Problem(agent.Begin(await centre.Host.Code())));
        Assert.Empty((await centre.Host.Grains.Read(day))!.Appointments);
        Assert.Equal(1, (await centre.State()).StaffAdmitted);

        // The control: with the audit back, the very same is done.
        centre.AuditIsSilent = false;
        Assert.Equal(HttpStatusCode.Created, (await agent.Hold(BookingHost.Dresden, Date, Slot)).Status);
    }

    private static async Task<(HttpStatusCode, string?)> Problem(Task<(HttpStatusCode Status, JsonNode? Body)> asked)
    {
        var (status, body) = await asked;
        return (status, body.Type());
    }

    private static JsonNode After(AuditRecord record) => JsonNode.Parse(record.After!)!;

    private static string Line(AuditRecord record) => $"{record.Action} {After(record).Text("step")} {After(record)["status"]} {After(record)["problem"]}".Trim();

    private async Task<IReadOnlyList<AuditRecord>> Records()
    {
        Assert.True(BookingCode.TryRead(code, out var read));
        return await centre.Host.Get<IAuditLog>().Read((await centre.Host.Get<CodeHashing>().Of(read)).Stream.Value, 100);
    }
}
