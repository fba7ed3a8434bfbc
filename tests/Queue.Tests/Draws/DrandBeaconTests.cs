using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Draws;
using WaitingRoom.Support;

namespace WaitingRoom.Queue.Tests.Draws;

/// <summary>A real server that answers as a drand network does, or as told.</summary>
internal sealed class BeaconServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private BeaconServer(WebApplication app, string address)
    {
        this.app = app;
        Chain = new DrandChain { Address = address + "/chain/public/{round}", GenesisAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), PeriodSeconds = 30 };
    }

    public DrandChain Chain { get; }

    public Func<long, IResult> Answer { get; set; } = Round;

    public int Asked { get; private set; }

    public static string SignatureOf(long round) => Convert.ToHexStringLower(SHA384.HashData(BitConverter.GetBytes(round)));

    public static string RandomnessOf(long round) => Convert.ToHexStringLower(SHA256.HashData(Convert.FromHexString(SignatureOf(round))));

    public static IResult Round(long round) => Results.Json(new { round, randomness = RandomnessOf(round), signature = SignatureOf(round) });

    public static async Task<BeaconServer> Start()
    {
        var address = $"http://127.0.0.1:{FreePort.Next()}";
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        var app = builder.Build();
        var server = new BeaconServer(app, address);
        app.MapGet("/chain/public/{round:long}", (long round) =>
        {
            server.Asked++;
            return server.Answer(round);
        });
        await app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

public sealed class DrandBeaconTests : IAsyncLifetime
{
    private static readonly RoomId Room = new("impfung");

    private BeaconServer server = null!;
    private ServiceProvider services = null!;
    private DrandBeacon beacon = null!;

    public async Task InitializeAsync()
    {
        server = await BeaconServer.Start();
        var options = new DrawOptions();
        options.Chains["test"] = server.Chain;
        services = new ServiceCollection().AddHttpClient().BuildServiceProvider();
        beacon = new DrandBeacon(services.GetRequiredService<IHttpClientFactory>(), Options.Create(options));
    }

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await server.DisposeAsync();
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(29, 2)]
    [InlineData(30, 2)]
    [InlineData(30.001, 3)]
    [InlineData(-100, 1)]
    public void The_round_named_is_the_first_at_or_after_the_opening(double secondsAfterGenesis, long round) =>
        Assert.Equal(new BeaconNaming.Named($"drand:test/{round}"), beacon.Name("drand:test", server.Chain.GenesisAt + TimeSpan.FromSeconds(secondsAfterGenesis)));

    /// <summary>As an independent client of the network states it for the chain that is configured by default.</summary>
    [Fact]
    public void The_default_chain_counts_as_the_network_does() =>
        Assert.Equal(27_946_612, new DrawOptions().Chains["quicknet"].RoundAtOrAfter(new DateTimeOffset(2026, 4, 20, 0, 0, 0, TimeSpan.Zero)));

    [Theory]
    [InlineData("drand:test/1")]
    [InlineData("drand:test/x")]
    [InlineData("drand:test/5/6")]
    [InlineData("drand:other")]
    [InlineData("drand:")]
    public void What_would_be_known_before_the_opening_or_does_not_exist_is_refused(string setting) =>
        Assert.IsType<BeaconNaming.Refused>(beacon.Name(setting, server.Chain.GenesisAt + TimeSpan.FromSeconds(60)));

    [Fact]
    public async Task The_value_is_the_rounds_randomness() =>
        Assert.Equal(BeaconServer.RandomnessOf(17), await beacon.Read(Room, "drand:test/17", CancellationToken.None));

    [Theory]
    [InlineData(404)]
    [InlineData(425)]
    public async Task A_round_to_come_is_waited_for(int status)
    {
        server.Answer = _ => Results.StatusCode(status);
        Assert.Null(await beacon.Read(Room, "drand:test/17", CancellationToken.None));
    }

    [Fact]
    public async Task A_mirror_that_answers_with_something_else_is_not_believed()
    {
        var answers = new (string What, IResult Answer)[]
        {
            ("another round", BeaconServer.Round(16)),
            ("a randomness that is not the signature's", Results.Json(new { round = 17, randomness = BeaconServer.RandomnessOf(16), signature = BeaconServer.SignatureOf(17) })),
            ("no signature", Results.Json(new { round = 17, randomness = BeaconServer.RandomnessOf(17) })),
            ("no JSON", Results.Text("<html>", "application/json")),
            ("null", Results.Text("null", "application/json")),
        };
        foreach (var (what, answer) in answers)
        {
            server.Answer = _ => answer;
            var fault = await Record.ExceptionAsync(() => beacon.Read(Room, "drand:test/17", CancellationToken.None));
            Assert.True(fault is InvalidDataException, $"{what}: {fault}");
        }
    }

    [Fact]
    public async Task A_broken_mirror_is_a_failure_to_answer()
    {
        server.Answer = _ => Results.StatusCode(500);
        await Assert.ThrowsAsync<HttpRequestException>(() => beacon.Read(Room, "drand:test/17", CancellationToken.None));
    }
}
