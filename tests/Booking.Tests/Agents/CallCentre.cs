using Microsoft.Extensions.DependencyInjection;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Storage;

namespace WaitingRoom.Booking.Tests.Agents;

/// <summary>A host whose booking has a waiting room, with agents at work and an audit that can fall silent.</summary>
public sealed class CallCentre : IAsyncLifetime
{
    private static readonly RoomId Room = new("impfung");

    public CallCentre() => Host = new BookingHost
    {
        Adding = builder =>
        {
            builder.Services.Configure<BookingOptions>(options => options.Rooms.Add(Room.Name));
            builder.Services.AddSingleton<IAuditLog>(provider => new SilentAudit(provider.GetRequiredService<Store>().AuditLog, this));
        },
    };

    internal BookingHost Host { get; }

    /// <summary>As when storage does not answer the audit.</summary>
    internal bool AuditIsSilent { get; set; }

    public async Task InitializeAsync()
    {
        await Host.InitializeAsync();
        await Configure(new RoomSettings(600));
    }

    public Task DisposeAsync() => Host.DisposeAsync();

    internal async Task Configure(RoomSettings settings) => Assert.IsType<RoomOutcome.Configured>(
        Assert.IsType<Reply<RoomOutcome>.Done>(await Host.Grains.Ask(Room, new RoomCommand.Configure(OperationId.New(), settings))).Outcome);

    internal async Task<RoomState> State() => (await Host.Grains.Read(Room))!;

    /// <summary>An agent, and a caller with a fresh code on the line.</summary>
    internal async Task<Agent> Call(string? code = null, string name = "berta")
    {
        var agent = new Agent(Host.Address, name);
        Assert.Equal(System.Net.HttpStatusCode.Created, (await agent.Begin(code ?? await Host.Code())).Status);
        return agent;
    }

    private sealed class SilentAudit(IAuditLog real, CallCentre centre) : IAuditLog
    {
        public ValueTask Append(AuditRecord record, CancellationToken cancellation = default) =>
            centre.AuditIsSilent ? throw new LedgerUnavailableException("The audit is silent.") : real.Append(record, cancellation);

        public ValueTask<IReadOnlyList<AuditRecord>> Read(string? subject, int limit, CancellationToken cancellation = default) => real.Read(subject, limit, cancellation);
    }
}
