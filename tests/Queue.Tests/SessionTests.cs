using System.Net;
using System.Net.Http.Headers;
using Microsoft.IdentityModel.JsonWebTokens;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Support;

namespace WaitingRoom.Queue.Tests;

public sealed class SessionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task An_admission_gives_one_session_however_often_it_is_shown()
    {
        await using var host = await QueueHost.Start(folder);
        var visitor = await Called(host);
        var admission = await visitor.Admission();
        using var first = await visitor.Post("/rooms/impfung/sessions", admission);
        using var second = await visitor.Post("/rooms/impfung/sessions", admission);
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        var (one, two) = (await PassOf(first), await PassOf(second));
        Assert.Equal("wr-pass+jwt", one.Typ);
        Assert.Equal(new JsonWebToken(admission).Id, one.Id);
        Assert.Equal(one.Id, two.Id);
        Assert.Equal(1, one.GetPayloadValue<long>("num"));
        Assert.Single((await host.Grains.Read(host.Open.Id))!.Sessions);
    }

    [Fact]
    public async Task A_session_lives_while_renewed_and_its_end_frees_the_place()
    {
        await using var host = await QueueHost.Start(folder);
        var visitor = await Called(host);
        var admission = await visitor.Admission();
        using var begun = await visitor.Post("/rooms/impfung/sessions", admission);
        var pass = (await begun.Json()).GetProperty("pass").GetString()!;
        for (var i = 0; i < 4; i++)
        {
            host.Time.Advance(TimeSpan.FromMinutes(10));
            using var renewed = await Send(host, HttpMethod.Patch, pass);
            Assert.Equal(HttpStatusCode.OK, renewed.StatusCode);
            pass = (await renewed.Json()).GetProperty("pass").GetString()!;
        }

        using var left = await Send(host, HttpMethod.Delete, pass);
        Assert.Equal(HttpStatusCode.NoContent, left.StatusCode);
        Assert.Empty((await host.Grains.Read(host.Open.Id))!.Sessions);
        using var over = await Send(host, HttpMethod.Patch, pass);
        Assert.Equal(HttpStatusCode.Gone, over.StatusCode);
        Assert.Equal("session-over", await over.Problem());
        using var notAgain = await visitor.Post("/rooms/impfung/sessions", admission);
        Assert.NotEqual(HttpStatusCode.Created, notAgain.StatusCode);
        await RoomsAtRunTimeTests.Second(host);
        using var noAdmission = await visitor.Claim();
        Assert.Equal(HttpStatusCode.Gone, noAdmission.StatusCode);
        Assert.Equal("session-over", await noAdmission.Problem());
    }

    [Fact]
    public async Task A_session_that_nobody_renews_ends_within_a_second_of_its_time()
    {
        await using var host = await QueueHost.Start(folder);
        var visitor = await Called(host);
        await visitor.Admission();
        await RoomsAtRunTimeTests.Second(host);
        Assert.Single((await host.Grains.Read(host.Open.Id))!.Sessions);
        host.Time.Advance(TimeSpan.FromMinutes(15));
        await RoomsAtRunTimeTests.Second(host);
        Assert.Empty((await host.Grains.Read(host.Open.Id))!.Sessions);
    }

    [Fact]
    public async Task Each_wrong_token_is_refused_by_its_own_name()
    {
        await using var host = await QueueHost.Start(folder);
        var visitor = await Called(host);
        var admission = await visitor.Admission();
        async Task<string> Begin(Visitor who, string? token, string room = QueueHost.Room)
        {
            using var answer = await who.Post($"/rooms/{room}/sessions", token);
            return await answer.Problem();
        }

        Assert.Equal("admission-missing", await Begin(visitor, null));
        Assert.Equal("admission-forged", await Begin(visitor, "x.y"));
        Assert.Equal("admission-forged", await Begin(visitor, admission[..^4] + (admission[^4..] == "AAAA" ? "BBBB" : "AAAA")));
        Assert.Equal("admission-wrong-kind", await Begin(visitor, visitor.Ticket));
        Assert.Equal("admission-wrong-browser", await Begin(host.NewVisitor(), admission));
        Assert.Equal("admission-wrong-room", await Begin(visitor, admission, QueueHost.OtherRoom));
        using var wrong = await Send(host, HttpMethod.Patch, admission);
        Assert.Equal("pass-wrong-kind", await wrong.Problem());
        host.Time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal("admission-expired", await Begin(visitor, admission));
    }

    private static async Task<Visitor> Called(QueueHost host)
    {
        var visitor = host.NewVisitor();
        await visitor.Join();
        await host.Tick();
        return visitor;
    }

    private static async Task<HttpResponseMessage> Send(QueueHost host, HttpMethod method, string pass)
    {
        using var request = new HttpRequestMessage(method, "/rooms/impfung/sessions");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", pass);
        return await host.Client.SendAsync(request);
    }

    private static async Task<JsonWebToken> PassOf(HttpResponseMessage answer) => new((await answer.Json()).GetProperty("pass").GetString());
}
