using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using WaitingRoom.Queue.Keys;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Support;

namespace WaitingRoom.Queue.Tests;

public sealed class ClaimingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_claim_before_its_turn_is_refused_and_costs_no_look_up()
    {
        await using var host = await QueueHost.Start(folder, ceilingPerMinute: 12);
        var visitors = await Line(host, 31);
        await host.Tick();

        using var answer = await visitors[30].Claim();

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        // Thirty numbers at one in five seconds; a tenth of that.
        Assert.Equal(TimeSpan.FromSeconds(15), answer.Headers.RetryAfter!.Delta);
        var body = await answer.Json();
        Assert.Equal("/problems/not-your-turn", body.GetProperty("type").GetString());
        Assert.Equal(1, body.GetProperty("nowServing").GetInt64());
        Assert.Equal(29, body.GetProperty("ahead").GetInt64());
        Assert.False(host.Grains.Asked.ContainsKey("Claim"));
    }

    [Fact]
    public async Task When_the_turn_comes_a_claim_gives_an_admission_and_a_repeat_the_same_one()
    {
        await using var host = await QueueHost.Start(folder);
        var visitor = (await Line(host, 1))[0];
        await host.Tick();

        using var first = await visitor.Claim();
        host.Time.Advance(TimeSpan.FromMinutes(1));
        using var second = await visitor.Claim();

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal("no-store", first.Headers.CacheControl!.ToString());
        Assert.Equal("/booking", (await first.Json()).GetProperty("enterUrl").GetString());
        var (one, two) = (await TokenOf(first), await TokenOf(second));
        Assert.Equal(one.Id, two.Id);
        Assert.Equal("wr-admission+jwt", one.Typ);
        Assert.Equal("ES256", one.Alg);
        Assert.Equal(["wr-booking"], one.Audiences);
        Assert.Equal(one.ValidTo, (await first.Json()).GetProperty("expiresAt").GetDateTimeOffset().UtcDateTime);
        Assert.Equal(1, (await host.Grains.Read(host.Open.Id))!.Claimed.Count);
    }

    [Fact]
    public async Task Two_numbers_give_two_admissions()
    {
        await using var host = await QueueHost.Start(folder);
        var visitors = await Line(host, 2);
        await host.Tick();

        Assert.NotEqual(new JsonWebToken(await visitors[0].Admission()).Id, new JsonWebToken(await visitors[1].Admission()).Id);
    }

    [Fact]
    public async Task A_repeat_after_a_restart_is_the_same_admission()
    {
        Visitor visitor;
        string address;
        string id;
        await using (var before = await QueueHost.Start(folder))
        {
            address = before.Address;
            visitor = (await Line(before, 1))[0];
            await before.Tick();
            id = new JsonWebToken(await visitor.Admission()).Id;
        }

        await using var after = await QueueHost.Start(folder, address: address);
        Assert.Equal(id, new JsonWebToken(await (visitor with { Client = after.Client }).Admission()).Id);
    }

    [Fact]
    public async Task Each_wrong_ticket_is_refused_by_its_own_name()
    {
        await using var host = await QueueHost.Start(folder);
        var (visitor, other) = (host.NewVisitor(), host.NewVisitor());
        await visitor.Join();
        await other.Join(QueueHost.OtherRoom);
        await host.Tick();
        var ticket = visitor.Ticket!;
        var keys = host.Services.GetRequiredService<SigningKeys>();
        var parts = ticket.Split('.');
        var admission = await visitor.Admission();

        async Task<string> Problem(Visitor who, string? sent)
        {
            using var answer = await who.Claim(ticket: sent);
            return await answer.Problem();
        }

        Assert.Equal("ticket-missing", await Problem(host.NewVisitor(), null));
        Assert.Equal("ticket-forged", await Problem(visitor, "nonsense"));
        Assert.Equal("ticket-forged", await Problem(visitor, new string('a', 100_000 / 10)));
        Assert.Equal("ticket-forged", await Problem(visitor, $"{parts[0]}.{parts[1]}.{Flip(parts[2])}"));
        Assert.Equal("ticket-forged", await Problem(visitor, $"{parts[0]}.{Encode(Decode(parts[1]).Replace("\"num\":1", "\"num\":2", StringComparison.Ordinal))}.{parts[2]}"));
        Assert.Equal("ticket-forged", await Problem(visitor, $"{Encode("""{"alg":"none","typ":"wr-ticket+jwt"}""")}.{parts[1]}."));
        Assert.Equal("ticket-forged", await Problem(visitor, Resign(ticket, keys.Admission.Signing)));
        Assert.Equal("ticket-forged", await Problem(visitor, Resign(ticket, new SigningCredentials(new SymmetricSecurityKey(new byte[32]), "HS256"))));
        Assert.Equal("ticket-wrong-kind", await Problem(visitor, admission));
        Assert.Equal("ticket-wrong-room", await Problem(other, other.Ticket));
        Assert.Equal("ticket-wrong-browser", await Problem(other, ticket));

        // The control: the very same ticket, unharmed and in its own hands, opens.
        using var right = await visitor.Claim();
        Assert.Equal(HttpStatusCode.Created, right.StatusCode);
        foreach (var secret in new[] { ticket, parts[2], admission, visitor.Secret, other.Secret, other.Ticket! })
        {
            Assert.DoesNotContain(secret, host.Log.Text, StringComparison.Ordinal);
        }

        Assert.Contains("/rooms/impfung/admissions", host.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_ticket_may_come_in_the_body()
    {
        await using var host = await QueueHost.Start(folder);
        var visitor = (await Line(host, 1))[0];
        await host.Tick();
        async Task<HttpResponseMessage> Send(HttpContent content)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/rooms/impfung/admissions") { Content = content };
            request.Headers.Add("Idempotency-Key", "k");
            request.Headers.Add("Waiting-Room-Browser", visitor.Secret);
            return await host.Client.SendAsync(request);
        }

        using var answer = await Send(JsonContent.Create(new { ticket = visitor.Ticket }));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        using var broken = await Send(new StringContent("{", Encoding.UTF8, "application/json"));
        Assert.Equal("bad-request", await broken.Problem());
        using var long_ = await Send(new StringContent(new string(' ', 10_000), Encoding.UTF8, "application/json"));
        Assert.Equal("too-large", await long_.Problem());
    }

    internal static string Flip(string signature) => (signature[0] == 'A' ? 'B' : 'A') + signature[1..];

    internal static string Encode(string json) => Base64UrlEncoder.Encode(json);

    internal static string Decode(string part) => Base64UrlEncoder.Decode(part);

    /// <summary>The same claims under another signature.</summary>
    internal static string Resign(string token, SigningCredentials credentials)
    {
        var read = new JsonWebToken(token);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(Base64UrlEncoder.Decode(read.EncodedPayload), credentials, new Dictionary<string, object> { ["typ"] = read.Typ });
    }

    private static async Task<List<Visitor>> Line(QueueHost host, int count)
    {
        var line = new List<Visitor>();
        for (var i = 0; i < count; i++)
        {
            line.Add(host.NewVisitor());
            await line[i].Join();
        }

        return line;
    }

    private static async Task<JsonWebToken> TokenOf(HttpResponseMessage answer) => new((await answer.Json()).GetProperty("admission").GetString());
}
