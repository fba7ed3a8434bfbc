using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using WaitingRoom.Booking.Messages;
using WaitingRoom.Booking.Tests.Messages;
using WaitingRoom.Grains.Campaigns;

namespace WaitingRoom.Booking.Tests.Requesting;

/// <summary>A host whose campaign gives codes online, with providers under the test's hand.</summary>
public sealed partial class OnlineHost : IAsyncLifetime
{
    internal const string Over80 = "over-80";
    internal const string Nurses = "nurses";

    internal Provider Sms { get; } = new(MessageRoute.Sms);

    internal Provider Mail { get; } = new(MessageRoute.Email);

    public BookingHost Host { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Host = new BookingHost
        {
            Adding = builder =>
            {
                builder.Services.AddSingleton<IMessageSender>(Sms);
                builder.Services.AddSingleton<IMessageSender>(Mail);
            },
        };
        await Host.InitializeAsync();
        await Host.WriteCampaign(Online);
        Host.Time.Advance(TimeSpan.FromSeconds(2));
    }

    public Task DisposeAsync() => Host.DisposeAsync();

    internal static Campaign Online => BookingHost.ACampaign with
    {
        Groups =
        [
            new PriorityGroup(Over80, Titles("Ab 80 Jahren", "80 and older"), BornTo: 1941),
            new PriorityGroup(Nurses, Titles("Pflege", "Nursing"), OccupationStatement: true),
            new PriorityGroup("later", Titles("Später", "Later"), OpensAt: BookingHost.Start.AddDays(9)),
        ],
        Vaccines = [BookingHost.ACampaign.Vaccines[0], BookingHost.ACampaign.Vaccines[1] with { MinAge = 60 }],
    };

    /// <summary>Somebody inside without a code.</summary>
    internal async Task<Citizen> Inside()
    {
        var citizen = new Citizen(Host.Address);
        await citizen.Enter();
        return citizen;
    }

    internal static object Answers(string contact, string birthYear = "1940", string group = Over80, bool occupation = false, string postcode = "01067") =>
        new { request = new { birthYear, group, occupation, postcode, contact } };

    internal static async Task<string> Arrived(Provider provider) => SixDigits().Match((await provider.Next()).Text).Value;

    private static Dictionary<string, string> Titles(string de, string en) => new() { ["de"] = de, ["en"] = en };

    [GeneratedRegex("[0-9]{6}")]
    private static partial Regex SixDigits();
}

internal static class Asking
{
    private const string Path = "/booking/codes/verification";

    public static Task<(HttpStatusCode Status, JsonNode? Body)> Ask(this Citizen citizen, string contact) => citizen.Post("/booking/codes", OnlineHost.Answers(contact), key: null);

    public static Task<(HttpStatusCode Status, JsonNode? Body)> Resend(this Citizen citizen, string contact) => citizen.Post(Path + "/sendings", new { contact }, key: null);

    public static Task<(HttpStatusCode Status, JsonNode? Body)> Verify(this Citizen citizen, string oneTimeCode, string? contact = null) =>
        citizen.Post(Path, new { oneTimeCode, contact }, key: null);
}
