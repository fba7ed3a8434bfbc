using System.Net;
using Microsoft.IdentityModel.JsonWebTokens;
using WaitingRoom.Admin.Staff;
using WaitingRoom.Admin.Tests.Hosting;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Support;

namespace WaitingRoom.Admin.Tests;

public sealed class StaffAdmissionTests : IDisposable
{
    private const string Path = "/rooms/impfung/admissions/staff";
    private static readonly (string, string) Browser = ("Waiting-Room-Browser", "2wWbKyN0Ejqn2T5Iq4eHG7L2b7xVnq0Tt3mJrC5fZ1A");
    private static readonly (string, string) OtherBrowser = ("Waiting-Room-Browser", "3wWbKyN0Ejqn2T5Iq4eHG7L2b7xVnq0Tt3mJrC5fZ1A");

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task An_agent_comes_in_past_the_line_and_the_same_request_again_is_the_same_admission()
    {
        await using var host = await AdminHost.Open(folder);
        var token = await host.Token(StaffRole.Agent, "ada");

        using var first = await host.Send("POST", Path, token, null, "k", Browser);
        using var again = await host.Send("POST", Path, token, null, "k", Browser);
        using var elsewhere = await host.Send("POST", Path, token, null, "k", OtherBrowser);

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal("wr-admission+jwt", (await Admission(first)).Typ);
        Assert.Equal((await Admission(first)).Id, (await Admission(again)).Id);
        Assert.NotEqual((await Admission(first)).Id, (await Admission(elsewhere)).Id);
        var state = (await host.Grains.Read(new RoomId(AdminHost.CitizensRoom)))!;
        Assert.Equal(2, state.StaffAdmitted);
        Assert.All(state.Sessions.Keys, number => Assert.True(number < 0));
        Assert.Equal(0, state.Issued);
    }

    [Fact]
    public async Task A_full_door_says_one_moment_and_every_admission_is_written_down()
    {
        await using var host = await AdminHost.Open(folder, ceilingPerMinute: 1);
        var token = await host.Token(StaffRole.Agent, "ada");

        var answers = new List<HttpResponseMessage>();
        for (var n = 0; n < 4; n++)
        {
            answers.Add(await host.Send("POST", Path, token, null, null, Browser));
        }

        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.Conflict).ToList();
        Assert.NotEmpty(refused);
        Assert.Equal("one-moment", await refused[0].Problem());
        Assert.Equal(TimeSpan.FromSeconds(1), refused[0].Headers.RetryAfter!.Delta);
        using var audit = await host.Send("GET", "/operators/audit", await host.Token());
        var records = (await audit.Json()).GetProperty("records");
        Assert.Equal(4 - refused.Count, records.GetArrayLength());
        Assert.Equal(("ada", "agent", "room.admit-staff"), (records[0].GetProperty("who").GetString(), records[0].GetProperty("role").GetString(), records[0].GetProperty("action").GetString()));
    }

    [Fact]
    public async Task What_an_agent_has_to_send_is_asked_for_by_name()
    {
        await using var host = await AdminHost.Open(folder);
        var token = await host.Token(StaffRole.Agent);
        using var browser = await host.Send("POST", Path, token);
        using var room = await host.Send("POST", "/rooms/nowhere/admissions/staff", token, null, null, Browser);
        Assert.Equal("browser-missing", await browser.Problem());
        Assert.Equal("room-unknown", await room.Problem());
    }

    private static async Task<JsonWebToken> Admission(HttpResponseMessage answer) => new((await answer.Json()).GetProperty("admission").GetString());
}
