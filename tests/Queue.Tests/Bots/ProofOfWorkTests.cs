using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Bots;
using WaitingRoom.Queue.Keys;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Support;

namespace WaitingRoom.Queue.Tests.Bots;

public sealed class ProofOfWorkTests : IDisposable
{
    private const int Bits = 8;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_room_that_asks_for_no_work_gives_tickets_for_the_asking()
    {
        await using var host = await QueueHost.Start(folder);
        var visitor = host.NewVisitor();
        Assert.Equal(0, (await Work(host, visitor)).GetProperty("bits").GetInt32());
        Assert.Equal(1, await visitor.Join());
    }

    [Fact]
    public async Task Work_that_was_done_gets_a_ticket_and_every_other_answer_has_its_name()
    {
        await using var host = await Start(Bits);
        var (visitor, other) = (host.NewVisitor(), host.NewVisitor());
        var challenge = await ChallengeOf(host, visitor);
        var nonce = Solve(challenge, Bits);

        Assert.Equal("challenge-needed", await Join(host, visitor, null, null));
        Assert.Equal("challenge-wrong", await Join(host, visitor, challenge, Unsolved(challenge, Bits)));
        Assert.Equal("challenge-wrong", await Join(host, visitor, challenge, null));
        Assert.Equal("challenge-wrong", await Join(host, visitor, "nonsense", nonce));
        Assert.Equal("challenge-not-yours", await Join(host, other, challenge, nonce));
        Assert.Equal("challenge-not-yours", await Join(host, visitor, challenge, nonce, QueueHost.OtherRoom));
        Assert.Equal(0, host.Open.HandedOut);

        Assert.Equal("", await Join(host, visitor, challenge, nonce));
        Assert.Equal(1, host.Open.HandedOut);
        // A repeat after a lost answer needs no second work and gets the same number.
        Assert.Equal("", await Join(host, visitor, challenge, nonce));
        Assert.Equal(1, host.Open.HandedOut);
    }

    [Fact]
    public async Task A_challenge_ends_after_five_minutes()
    {
        await using var host = await Start(Bits);
        var visitor = host.NewVisitor();
        var challenge = await ChallengeOf(host, visitor);
        var nonce = Solve(challenge, Bits);
        host.Time.Advance(Challenges.Life);
        Assert.Equal("challenge-expired", await Join(host, visitor, challenge, nonce));
        var fresh = await ChallengeOf(host, visitor);
        Assert.Equal("", await Join(host, visitor, fresh, Solve(fresh, Bits)));
    }

    [Fact]
    public async Task A_challenge_that_asks_for_less_cannot_be_made_by_others()
    {
        await using var host = await Start(Bits);
        var visitor = host.NewVisitor();
        var challenge = await ChallengeOf(host, visitor);
        var read = new JsonWebToken(challenge);
        var claims = JsonSerializer.Deserialize<Dictionary<string, object>>(Base64UrlEncoder.Decode(read.EncodedPayload))!;
        claims["bits"] = 1;
        string Sign(SigningCredentials with) => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            JsonSerializer.Serialize(claims), with, new Dictionary<string, object> { ["typ"] = read.Typ });

        var forged = Sign(new SigningCredentials(new SymmetricSecurityKey(new byte[32]), "HS256"));
        var ours = Sign(host.Services.GetRequiredService<SigningKeys>().Ticket.Signing);

        Assert.Equal("challenge-wrong", await Join(host, visitor, forged, Solve(forged, 1)));
        // The control: what stopped it was the signature.
        Assert.Equal("", await Join(host, visitor, ours, Solve(ours, 1)));
    }

    [Fact]
    public async Task A_challenge_is_no_ticket_and_a_ticket_no_challenge()
    {
        await using var host = await Start(Bits);
        var visitor = host.NewVisitor();
        var challenge = await ChallengeOf(host, visitor);
        using var claim = await visitor.Claim(ticket: challenge);
        Assert.Equal("ticket-wrong-kind", await claim.Problem());
        await host.Configure(RoomSettings.Default);
        await visitor.Join();
        await host.Configure(RoomSettings.Default with { ProofOfWorkBits = 1 });
        Assert.Equal("challenge-wrong", await Join(host, host.NewVisitor(), visitor.Ticket, "1"));
    }

    [Fact]
    public void A_used_challenge_is_remembered_as_long_as_it_lives_and_the_memory_is_bounded()
    {
        var spent = new SpentChallenges(limit: 3);
        var now = DateTimeOffset.UnixEpoch;
        var ids = Enumerable.Range(0, 8).Select(n => OperationId.Derive("c", $"{n}").Value).ToArray();
        Assert.True(spent.TrySpend(ids[0], now));
        Assert.False(spent.TrySpend(ids[0], now));
        Assert.False(spent.TrySpend(ids[0], now + Challenges.Life));
        Assert.True(spent.TrySpend(ids[0], now + (Challenges.Life * 3)));
        foreach (var id in ids[1..])
        {
            Assert.True(spent.TrySpend(id, now + (Challenges.Life * 3)));
        }

        Assert.False(spent.TrySpend(ids[7], now + (Challenges.Life * 3)));
    }

    [Theory]
    [InlineData(0, 1_000_000, 0)]
    [InlineData(16, 0, 16)]
    [InlineData(16, 600, 16)]
    [InlineData(16, 1199, 16)]
    [InlineData(16, 1200, 17)]
    [InlineData(16, 2400, 18)]
    [InlineData(16, 38_400, 22)]
    [InlineData(16, 10_000_000, 22)]
    [InlineData(22, 38_400, 24)]
    public void Every_doubling_of_the_arrivals_asks_for_a_bit_more(int set, int arrivalsPerMinute, int bits) => Assert.Equal(bits, Difficulty.Bits(set, arrivalsPerMinute));

    [Fact]
    public async Task Arrivals_raise_the_work_and_a_quiet_minute_lowers_it_again()
    {
        await using var host = await Start(Bits);
        for (var n = 0; n < 2400; n++)
        {
            host.Open.Arrivals.Count(host.Time.GetUtcNow());
        }

        Assert.Equal(Bits + 2, (await Work(host, host.NewVisitor())).GetProperty("bits").GetInt32());
        host.Time.Advance(TimeSpan.FromSeconds(65));
        Assert.Equal(Bits, (await Work(host, host.NewVisitor())).GetProperty("bits").GetInt32());
    }

    [Fact]
    public void The_arrivals_counted_are_those_of_the_last_minute()
    {
        var meter = new ArrivalMeter();
        var now = DateTimeOffset.UnixEpoch.AddYears(50);
        for (var second = 0; second < 120; second++)
        {
            meter.Count(now.AddSeconds(second));
        }

        Assert.InRange(meter.PerMinute(now.AddSeconds(119)), 55, 60);
        Assert.Equal(0, meter.PerMinute(now.AddSeconds(240)));
    }

    [Theory]
    [InlineData("ff", 0)]
    [InlineData("7f", 1)]
    [InlineData("01", 7)]
    [InlineData("0001", 15)]
    [InlineData("000080", 16)]
    [InlineData("0000", 16)]
    public void Leading_zero_bits_are_counted_from_the_left(string hash, int bits) => Assert.Equal(bits, ProofOfWork.LeadingZeroBits(Convert.FromHexString(hash)));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("1 2")]
    [InlineData("ä")]
    [InlineData("000000000000000000000000000000001")]
    public void A_nonce_is_short_and_visible(string? nonce) => Assert.False(ProofOfWork.Solves("challenge", nonce, 0));

    private async Task<QueueHost> Start(int bits)
    {
        var host = await QueueHost.Start(folder);
        await host.Configure(RoomSettings.Default with { ProofOfWorkBits = bits });
        await host.Configure(RoomSettings.Default with { ProofOfWorkBits = bits }, QueueHost.OtherRoom);
        return host;
    }

    private static async Task<JsonElement> Work(QueueHost host, Visitor visitor)
    {
        using var answer = await host.Get("/rooms/impfung/challenge", ("Waiting-Room-Browser", visitor.Secret));
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        return await answer.Json();
    }

    private static async Task<string> ChallengeOf(QueueHost host, Visitor visitor) => (await Work(host, visitor)).GetProperty("challenge").GetString()!;

    private static string Solve(string challenge, int bits) => Nonces().First(nonce => ProofOfWork.Solves(challenge, nonce, bits));

    private static string Unsolved(string challenge, int bits) => Nonces().First(nonce => !ProofOfWork.Solves(challenge, nonce, bits));

    private static IEnumerable<string> Nonces() => Enumerable.Range(0, int.MaxValue).Select(n => $"{n}");

    /// <summary>The problem's name, or nothing.</summary>
    private static async Task<string> Join(QueueHost host, Visitor visitor, string? challenge, string? nonce, string room = QueueHost.Room)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/rooms/{room}/tickets");
        request.Headers.Add("Idempotency-Key", "k");
        request.Headers.Add("Waiting-Room-Browser", visitor.Secret);
        request.Headers.TryAddWithoutValidation("Waiting-Room-Challenge", challenge);
        request.Headers.TryAddWithoutValidation("Waiting-Room-Nonce", nonce);
        using var answer = await host.Client.SendAsync(request);
        return answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK ? "" : await answer.Problem();
    }
}
