using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using WaitingRoom.Booking.CheckIn;
using WaitingRoom.Booking.Messages.Providers;
using WaitingRoom.Booking.Messages.Sending;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Support;

namespace WaitingRoom.Booking.Tests.Slips;

/// <summary>What is printed: letters read by pdftotext, QR codes by npm jsqr (see tests/slips) from the printed page.</summary>
public sealed class PaperTests : IAsyncLifetime
{
    private static readonly DateOnly First = BookingHost.Today.AddDays(3);

    private readonly TemporaryFolder folder = new();
    private readonly BookingHost host;

    public PaperTests() => host = new BookingHost
    {
        Adding = builder =>
        {
            builder.Configuration["Booking:Messages:Sends"] = "false";
            builder.Configuration["Booking:Messages:PublicAddress"] = "https://termine.example";
            builder.Configuration["Booking:Messages:Letters:Folder"] = folder.File("druck");
            builder.Configuration["Booking:Messages:Letters:Timeout"] = "00:01:00";
        },
    };

    public Task InitializeAsync() => host.InitializeAsync();

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Who_leaves_a_postal_address_gets_a_letter_of_one_page_with_umlauts_and_a_code_that_scans()
    {
        var (_, reference) = await Book("Jürgen Großmann-Özdemir <b>", "Straße der Befreiung 7\n01097 Dresden");
        await Task.WhenAll(await host.Get<OutboxSending>().Begin(default));
        var letter = Assert.Single(Directory.GetFiles(folder.File("druck")));
        if (Environment.GetEnvironmentVariable("WR_PICTURES") is { Length: > 0 } pictures)
        {
            File.Copy(letter, Path.Combine(pictures, "letter.pdf"), overwrite: true);
        }

        Assert.Empty(await host.Get<IOutbox>().ReadDead(1));

        var text = Encoding.UTF8.GetString(await ForeignProgram.Run("pdftotext", ["-layout", letter, "-"]));
        foreach (var part in new[] { "Jürgen Großmann-Özdemir <b>", "Straße der Befreiung 7", "01097 Dresden", "Donnerstag, 4. März 2021, 10:00 Uhr", "Impfzentrum Meißen, 01662 Meißen", reference, "https://termine.example" })
        {
            Assert.Contains(part, text, StringComparison.Ordinal);
        }

        var facts = Encoding.UTF8.GetString(await ForeignProgram.Run("pdfinfo", [letter]));
        Assert.Matches(@"Pages:\s+1\n", facts);
        Assert.Contains("A4", facts, StringComparison.Ordinal);
        Assert.Equal(reference, await host.Get<CheckInTokens>().Read(await Scan(letter)));
        Assert.Equal("640", Encoding.UTF8.GetString(await ForeignProgram.Run("stat", ["-c", "%a", letter])).Trim());
    }

    [Fact]
    public async Task The_code_on_the_page_scans_to_a_signed_reference_and_forgeries_do_not_count()
    {
        var (citizen, reference) = await Book("Erika Mustermann", null);
        var (status, type, svg) = await citizen.File($"/booking/bookings/{reference}/qr.svg");
        Assert.Equal((HttpStatusCode.OK, "image/svg+xml; charset=utf-8"), (status, type));
        var page = folder.File("page.pdf");
        using var press = Press();
        await File.WriteAllBytesAsync(page, (await press.Press($"<img width=\"200\" src=\"data:image/svg+xml;base64,{Convert.ToBase64String(svg)}\">", default))!);
        var scanned = await Scan(page);
        var tokens = host.Get<CheckInTokens>();
        Assert.Equal(reference, await tokens.Read(scanned));
        Assert.DoesNotContain("Mustermann", Encoding.UTF8.GetString(Convert.FromBase64String(Padded(scanned.Split('.')[1]))), StringComparison.Ordinal);

        var parts = scanned.Split('.');
        var other = (await tokens.Write("AAAAAA-AAAAAA-AAAAAA")).Split('.');
        Assert.Null(await tokens.Read($"{parts[0]}.{other[1]}.{parts[2]}"));
        Assert.Null(await tokens.Read($"{parts[0]}.{parts[1]}.{other[2]}"));
        Assert.Null(await tokens.Read($"{parts[0]}.{parts[1]}."));
        Assert.Null(await tokens.Read(reference));
        using var stranger = await host.Citizen();
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.File($"/booking/bookings/{reference}/qr.svg")).Status);
    }

    [Fact]
    public async Task A_press_that_is_missing_broken_or_slow_makes_no_letter_and_leaves_no_process()
    {
        Assert.Null(await Try("no-such-program"));
        Assert.Null(await Try("/bin/false"));
        Assert.Null(await Try("/bin/echo"));
        var (slow, pid) = (folder.File("slow"), folder.File("pid"));
        await File.WriteAllTextAsync(slow, $"#!/bin/sh\necho $$ > {pid}.new && mv {pid}.new {pid}\nexec sleep 600\n");
        await ForeignProgram.Run("chmod", ["700", slow]);
        var time = new FakeTimeProvider();
        var pressing = Try(slow, time);
        await Patience.Until(() => File.Exists(pid));
        Assert.False(pressing.IsCompleted);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await pressing);
        Assert.True(IsGone(int.Parse(await File.ReadAllTextAsync(pid), System.Globalization.CultureInfo.InvariantCulture)), "the program still runs");
    }

    private static bool IsGone(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return process.WaitForExit(Patience.Limit);
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    private static async Task<byte[]?> Try(string program, TimeProvider? time = null)
    {
        using var press = Press(program, time);
        return await press.Press(new string('x', 100_000), default);
    }

    private static PdfPress Press(string program = "weasyprint", TimeProvider? time = null) => new(
        Options.Create(new LetterOptions { Program = program, Timeout = TimeSpan.FromMinutes(1) }), time ?? new FakeTimeProvider(), NullLogger<PdfPress>.Instance);

    private static async Task<string> Scan(string pdf)
    {
        var picture = await ForeignProgram.Run("pdftoppm", ["-png", "-r", "150", "-singlefile", pdf]);
        return Encoding.UTF8.GetString(await ForeignProgram.Script("slips", "qr.mjs", picture)).Trim();
    }

    private static string Padded(string base64url) => base64url.Replace('-', '+').Replace('_', '/').PadRight((base64url.Length + 3) / 4 * 4, '=');

    private async Task<(Citizen Citizen, string Reference)> Book(string name, string? address)
    {
        await host.Supply(BookingHost.Meissen, First, "1000-johnson", web: 1);
        var citizen = await host.Citizen();
        var (_, hold) = await citizen.Hold("johnson", "k", (BookingHost.Meissen, First, "1000-johnson"));
        var (status, booking) = await citizen.Post("/booking/bookings", new { hold = hold.Text("id"), contact = new { name, address } });
        Assert.Equal(HttpStatusCode.Created, status);
        return (citizen, booking.Text("reference"));
    }
}
