using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WaitingRoom.Booking.Availability;
using WaitingRoom.Booking.Codes;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Campaigns;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Documents;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Server.Grains;
using WaitingRoom.Storage;
using WaitingRoom.Support;
using WaitingRoom.Web;

namespace WaitingRoom.Booking.Tests;

/// <summary>The citizens' path on a real server, over real grains and a real SQLite ledger, with a clock that stands still until it is moved.</summary>
public sealed class BookingHost : IAsyncLifetime
{
    public const string Dresden = "01067";
    public const string Meissen = "01662";
    public const string Leipzig = "04109";
    public const string Halle = "06108";

    public static readonly DateTimeOffset Start = new(2021, 3, 1, 8, 0, 0, TimeSpan.Zero);
    public static readonly DateOnly Today = new(2021, 3, 1);

    private readonly TemporaryFolder folder = new();
    private WebApplication? app;
    private long campaignVersion;

    /// <summary>What a test adds before the host is built.</summary>
    internal Action<WebApplicationBuilder>? Adding { get; init; }

    /// <summary>What a test maps beside the booking.</summary>
    internal Action<WebApplication>? Mapping { get; init; }

    public CoarseTime Time { get; } = new(Start);

    /// <summary>Where the database is.</summary>
    public string Folder => folder.Path;

    public IGrains Grains => Get<IGrains>();

    internal SilentLedger Ledger { get; private set; } = null!;

    public Uri Address => new(app!.Urls.First());

    internal AvailabilityBoard Board => Get<AvailabilityBoard>();

    internal BoardWatch Watch => Get<BoardWatch>();

    public T Get<T>()
        where T : notnull => app!.Services.GetRequiredService<T>();

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production", ApplicationName = typeof(BookingHost).Assembly.GetName().Name });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddWeb(web => web.PlainHttp = true);
        builder.AddBooking();
        var store = await Store.OpenAsync(new StorageOptions { DataFolder = folder.Path });
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddStorage(store);
        Ledger = new SilentLedger(store.Ledger);
        builder.Services.AddSingleton<BoardWatch>();
        builder.Services.AddSingleton<IAvailabilityListener>(provider => provider.GetRequiredService<BoardWatch>());
        builder.Services.AddSingleton<IGrains>(provider => new GrainDirectory(Ledger, Time, listeners: provider.GetServices<IAvailabilityListener>()));
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, TestAdmission>(TestAdmission.Name, _ => { });
        builder.Services.AddAuthorizationBuilder().AddPolicy("admission", policy => policy.AddAuthenticationSchemes(TestAdmission.Name).RequireAuthenticatedUser());
        Adding?.Invoke(builder);
        builder.Services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, TestStaff>(TestStaff.Name, _ => { });
        foreach (var role in TestStaff.Roles)
        {
            builder.Services.AddAuthorizationBuilder().AddPolicy(role, policy => policy.AddAuthenticationSchemes(TestStaff.Name).RequireClaim("role", role));
        }

        app = builder.Build();
        app.UseWeb();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapRazorPages();
        app.MapBooking();
        Mapping?.Invoke(app);
        await WriteCampaign(ACampaign);
        await app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await app!.DisposeAsync();
        folder.Dispose();
    }

    internal static Campaign ACampaign => new(
        "Frühjahr",
        [new("comirnaty", "Comirnaty", 2, 21, 42), new("johnson", "Janssen", 1, 0, 0)],
        [
            new(Dresden, "01067", "Dresden", "Messe Dresden", "DE-SN", 1, "Europe/Berlin"),
            new(Meissen, "01662", "Meißen", "Impfzentrum Meißen", "DE-SN", 1, "Europe/Berlin"),
            new(Leipzig, "04109", "Leipzig", "Messe Leipzig", "DE-SN", 1, "Europe/Berlin"),
            new(Halle, "06108", "Halle (Saale)", "Impfzentrum Halle", "DE-ST", 2, "Europe/Berlin"),
        ],
        20,
        10,
        null)
    {
        // Tests book again and again with one address; the limit has tests of its own.
        BookingsPerContact = 100,
    };

    internal async Task WriteCampaign(Campaign campaign)
    {
        Assert.True(await Get<IDocuments>().Put(Campaign.DocumentName, campaignVersion, campaign.ToJson()));
        campaignVersion++;
    }

    internal async Task<DayId> Supply(string centre, DateOnly date, string slot, int web, int phone = 0, DateTimeOffset? quotaReturnsAt = null)
    {
        var day = new DayId(centre, date);
        Assert.True(SlotId.TryParse(slot, out var id));
        Assert.IsType<DayOutcome.SupplyAdded>(Assert.IsType<Reply<DayOutcome>.Done>(
            await Grains.Ask(day, new DayCommand.AddSupply(OperationId.New(), "Europe/Berlin", [new SlotPlaces(id, web, phone)], quotaReturnsAt))).Outcome);
        return day;
    }

    internal async Task<string> Code(int group = 1, WaitingRoom.Grains.Codes.CodeOrigin? origin = null)
    {
        await foreach (var code in Get<CodeIssuer>().Issue(1, group, origin))
        {
            return code;
        }

        throw new InvalidOperationException();
    }

    /// <summary>A citizen with a session and, unless told otherwise, a redeemed code.</summary>
    internal async Task<Citizen> Citizen(string? code = null)
    {
        var citizen = new Citizen(Address);
        await citizen.Enter();
        await citizen.Redeem(code ?? await Code());
        return citizen;
    }

    public async Task<int> FreeSeats(DayId day, string slot, Channel channel = Channel.Web)
    {
        Assert.True(SlotId.TryParse(slot, out var id));
        var state = await Grains.Read(day);
        return state!.Slots[id].FreeFor(channel, state.QuotaReturned);
    }
}

/// <summary>Stands in for the gate: whoever names a jti is admitted, under a number of the room where one is named.</summary>
internal sealed class TestAdmission(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "TestAdmission";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var jti = Request.Headers["Test-Admission"].FirstOrDefault() ?? Request.Cookies["test-admission"];
        IEnumerable<Claim> Claims(string id) =>
            [new("jti", id), new("room", "impfung"), .. Request.Headers["Test-Number"].OfType<string>().Select(number => new Claim("num", number))];

        return Task.FromResult(string.IsNullOrEmpty(jti)
            ? AuthenticateResult.NoResult()
            : AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(Claims(jti), Name)), Name)));
    }
}

/// <summary>Stands in for the staff's door: whoever names a role has it.</summary>
internal sealed class TestStaff(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "TestStaff";

    public static readonly IReadOnlyList<string> Roles = ["operator", "agent", "centre"];

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var role = Request.Headers["Test-Staff"].FirstOrDefault();
        return Task.FromResult(string.IsNullOrEmpty(role)
            ? AuthenticateResult.NoResult()
            : AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", Request.Headers["Test-Subject"].FirstOrDefault() ?? "olga"), new Claim("role", role)], Name)), Name)));
    }
}

/// <summary>Lets a test wait for a change of a day, however long the machine takes.</summary>
internal sealed class BoardWatch : IAvailabilityListener
{
    private readonly Lock gate = new();
    private readonly Dictionary<DayId, DayState> states = [];
    private readonly List<(DayId Day, Func<DayState, bool> Condition, TaskCompletionSource Met)> waiting = [];

    public void DayChanged(DayState state)
    {
        lock (gate)
        {
            states[state.Id] = state;
            foreach (var (_, _, met) in waiting.Where(w => w.Day == state.Id && w.Condition(state)))
            {
                met.TrySetResult();
            }
        }
    }

    public Task Until(DayId day, Func<DayState, bool> condition)
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (states.TryGetValue(day, out var state) && condition(state))
            {
                return Task.CompletedTask;
            }

            waiting.Add((day, condition, met));
        }

        return met.Task.WaitAsync(Patience.Limit);
    }
}

/// <summary>The real ledger on a bad connection: while silent, what is sent arrives but no answer comes back.</summary>
internal sealed class SilentLedger(ILedger ledger) : ILedger
{
    public bool Silent { get; set; }

    public async ValueTask<AppendResult> Append(AppendRequest request, CancellationToken cancellation = default)
    {
        var result = await ledger.Append(request, cancellation);
        return Silent ? AppendResult.Unknown : result;
    }

    public ValueTask<StreamHistory> Load(StreamId stream, CancellationToken cancellation = default) =>
        Silent ? throw new LedgerUnavailableException() : ledger.Load(stream, cancellation);

    public ValueTask<IReadOnlyList<LedgerEntry>> FindOperations(StreamId stream, IReadOnlyCollection<OperationId> operations, CancellationToken cancellation = default) =>
        Silent ? throw new LedgerUnavailableException() : ledger.FindOperations(stream, operations, cancellation);
}
