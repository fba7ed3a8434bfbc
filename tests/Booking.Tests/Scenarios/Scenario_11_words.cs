using System.Net;
using System.Text.RegularExpressions;

namespace WaitingRoom.Booking.Tests.Scenarios;

/// <summary>In 2021 people took "already booked" for a confirmation and came. What somebody reads who did not get an appointment says so, in both languages, on the page and in the data.</summary>
public sealed partial class Scenario_11_words : IAsyncLifetime
{
    private const string Slot = "1000-johnson";

    private static readonly DateOnly Date = BookingHost.Today.AddDays(3);

    private readonly BookingHost host = new();

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("de", "KEINEN Termin")]
    [InlineData("en", "NOT have an appointment")]
    public async Task Just_taken_never_reads_like_already_booked(string language, string truth)
    {
        await host.Supply(BookingHost.Dresden, Date, Slot, web: 1);
        using var faster = await host.Citizen();
        await faster.Hold("johnson", "f", (BookingHost.Dresden, Date, Slot));
        using var citizen = await host.Citizen();
        citizen.Language = language;
        var (status, refused) = await citizen.Hold("johnson", "k", (BookingHost.Dresden, Date, Slot));
        Assert.Equal(HttpStatusCode.Conflict, status);
        var told = $"{refused.Text("title")} {refused.Text("detail")}";
        Assert.Contains(truth, told, StringComparison.Ordinal);
        Assert.DoesNotMatch(Confirming(), told);
        Assert.Null(refused!["reference"]);

        // A hold is no confirmation either: it bears no reference.
        Assert.Null((await faster.Get("/booking/offers?vaccine=johnson&postcode=01067")).Body!["reference"]);
    }

    [GeneratedRegex("gebucht|bestätigt|reserviert|booked|confirmed|reserved", RegexOptions.IgnoreCase)]
    private static partial Regex Confirming();
}
