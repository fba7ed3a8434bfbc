using System.Net;
using Microsoft.Extensions.DependencyInjection;
using WaitingRoom.Admin.Staff;
using WaitingRoom.Admin.Tests.Hosting;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Support;

namespace WaitingRoom.Admin.Tests;

public sealed class OutboxTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Operators_see_what_was_given_up_and_try_it_again_and_that_is_written_down()
    {
        await using var host = await AdminHost.Open(folder);
        var outbox = host.Services.GetRequiredService<IOutbox>();
        foreach (var name in new[] { "a", "b", "c" })
        {
            await outbox.Add(new Projection.MessageQueued(OperationId.Derive(name), "booking-confirmed", name, AdminHost.Start));
        }

        foreach (var taken in (await outbox.Take(AdminHost.Start, AdminHost.Start.AddMinutes(1), 10)).Where(m => m.Reference != "c"))
        {
            await outbox.Settle(taken, new Settlement.GivenUp(AdminHost.Start, "smtp-550"));
        }

        var kim = await host.Token(subject: "kim");
        using var read = await host.Send("GET", "/operators/outbox", kim);
        var view = await read.Json();
        Assert.Equal((1, 2, 2), (view.GetProperty("waiting").GetInt32(), view.GetProperty("givenUp").GetInt32(), view.GetProperty("letters").GetArrayLength()));
        Assert.Equal("smtp-550", view.GetProperty("letters")[0].GetProperty("reason").GetString());

        using var one = await host.Send("POST", $"/operators/outbox/{OperationId.Derive("a")}/retry", kim);
        Assert.Equal(1, (await one.Json()).GetProperty("retried").GetInt32());
        using var again = await host.Send("POST", $"/operators/outbox/{OperationId.Derive("a")}/retry", kim);
        Assert.Equal((HttpStatusCode.NotFound, "message-unknown"), (again.StatusCode, await again.Problem()));
        using var nonsense = await host.Send("POST", "/operators/outbox/nonsense/retry", kim);
        Assert.Equal("message-unknown", await nonsense.Problem());
        using var all = await host.Send("POST", "/operators/outbox/retry", kim);
        Assert.Equal(1, (await all.Json()).GetProperty("retried").GetInt32());
        Assert.Equal((3, 0), ((int)(await outbox.Count()).Waiting, (int)(await outbox.Count()).Dead));

        using var audit = await host.Send("GET", $"/operators/audit?subject=outbox/{OperationId.Derive("a")}", kim);
        var records = (await audit.Json()).GetProperty("records").EnumerateArray().Select(record => $"{record.GetProperty("who").GetString()} {record.GetProperty("action").GetString()}");
        Assert.Equal(["kim outbox.retry", "kim outbox.retry.asked"], records.Distinct().Order());
    }

    [Fact]
    public async Task Nobody_else_reads_or_changes_it()
    {
        await using var host = await AdminHost.Open(folder);
        using var agent = await host.Send("GET", "/operators/outbox", await host.Token(StaffRole.Agent));
        Assert.Equal("staff-role-missing", await agent.Problem());
        using var nobody = await host.Send("POST", "/operators/outbox/retry", null);
        Assert.Equal("staff-token-missing", await nobody.Problem());
        using var greedy = await host.Send("GET", "/operators/outbox?limit=1001", await host.Token());
        Assert.Equal("parameter-invalid", await greedy.Problem());
    }
}
