using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using WaitingRoom.Booking.Feed;
using WaitingRoom.Booking.Messages;

namespace WaitingRoom.Booking.Tests.Feed;

/// <summary>The feed over HTTP: every line keeps the published field rules, every reference leads somewhere, and the figures are the board's.</summary>
public sealed class FeedTests : IAsyncLifetime
{
    private readonly BookingHost host = new() { Adding = builder => builder.Services.Configure<MessageOptions>(messages => messages.PublicAddress = "http://localhost:8080") };
    private HttpClient client = null!;

    public async Task InitializeAsync()
    {
        await host.InitializeAsync();
        client = new HttpClient { BaseAddress = host.Address };
        await host.Supply(BookingHost.Dresden, BookingHost.Today.AddDays(2), "1000-comirnaty", web: 4, phone: 1);
        await host.Supply(BookingHost.Dresden, BookingHost.Today.AddDays(2), "1010-comirnaty", web: 3);
        await host.Supply(BookingHost.Leipzig, BookingHost.Today.AddDays(2 + 21), "0900-comirnaty", web: 2);
        await host.Supply(BookingHost.Dresden, BookingHost.Today.AddDays(2), "0900-johnson", web: 2);
        await host.Supply(BookingHost.Halle, BookingHost.Today.AddDays(30), "0900-johnson", web: 2);
        host.Time.Advance(FeedShelf.Fresh);
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task The_manifest_leads_to_every_file_and_every_line_keeps_the_field_rules()
    {
        var manifest = JsonNode.Parse(await client.GetStringAsync(new Uri("/feed/$bulk-publish", UriKind.Relative)))!;
        Assert.Empty(FieldRules.OfManifest(manifest, new Uri("http://localhost:8080/feed/$bulk-publish")));
        Assert.Equal("Location,Schedule,Slot DE-SN,Slot DE-ST", string.Join(',', manifest["output"]!.AsArray().Select(o => $"{o.Text("type")} {o!["extension"]?["state"]?[0]}".Trim())));

        var files = new List<(string Type, JsonNode Line)>();
        foreach (var output in manifest["output"]!.AsArray())
        {
            var lines = await Lines(new Uri(output.Text("url")).AbsolutePath);
            Assert.NotEmpty(lines);
            files.AddRange(lines.Select(line => (output.Text("type"), line)));
        }

        var locations = Ids(files, "Location");
        var schedules = Ids(files, "Schedule");
        Assert.Empty(files.SelectMany(file => file.Type switch
        {
            "Location" => FieldRules.OfLocation(file.Line),
            "Schedule" => FieldRules.OfSchedule(file.Line, locations),
            _ => FieldRules.OfSlot(file.Line, schedules),
        }));
        Assert.Equal(files.Count, files.Select(file => $"{file.Type}/{file.Line.Text("id")}").Distinct().Count());

        // What the specification leaves open and this feed promises.
        Assert.All(files.Where(f => f.Type == "Schedule"), f => Assert.NotEmpty(FieldRules.Extensions(f.Line, "vaccine-product")));
        Assert.All(files.Where(f => f.Type == "Schedule"), f => Assert.NotEmpty(FieldRules.Extensions(f.Line, "vaccine-dose")));
        Assert.All((string[])["booking-deep-link", "booking-phone", "slot-capacity"], name => Assert.All(files.Where(f => f.Type == "Slot"), f => Assert.Single(FieldRules.Extensions(f.Line, name))));
    }

    [Fact]
    public async Task A_slot_tells_from_when_to_when_a_day_has_how_many_free_and_how_many_taken()
    {
        Assert.Equal(
            [
                "01067.comirnaty.20210303.free 7 2021-03-03T10:00:00+01:00 2021-03-03T10:20:00+01:00",
                "01067.comirnaty.20210303.busy 1 2021-03-03T10:00:00+01:00 2021-03-03T10:20:00+01:00",
                "01067.johnson.20210303.free 2 2021-03-03T09:00:00+01:00 2021-03-03T09:30:00+01:00",
                "04109.comirnaty.20210324.free 2 2021-03-24T09:00:00+01:00 2021-03-24T09:30:00+01:00",
            ],
            await Slots("DE-SN"));
    }

    [Fact]
    public async Task A_first_dose_whose_second_cannot_be_had_is_not_advertised_as_free()
    {
        await host.Supply(BookingHost.Meissen, BookingHost.Today.AddDays(80), "0900-comirnaty", web: 5);
        host.Time.Advance(FeedShelf.Fresh);
        Assert.Contains("01662.comirnaty.20210520.busy 5 2021-05-20T09:00:00+02:00 2021-05-20T09:30:00+02:00", await Slots("DE-SN"));

        // Its partner makes both of them free.
        await host.Supply(BookingHost.Dresden, BookingHost.Today.AddDays(80 + 42), "0900-comirnaty", web: 1);
        host.Time.Advance(FeedShelf.Fresh);
        Assert.Contains("01662.comirnaty.20210520.free 5 2021-05-20T09:00:00+02:00 2021-05-20T09:30:00+02:00", await Slots("DE-SN"));
    }

    [Fact]
    public async Task What_has_passed_today_is_no_longer_there()
    {
        await host.Supply(BookingHost.Dresden, BookingHost.Today, "1000-johnson", web: 3);
        await host.Supply(BookingHost.Dresden, BookingHost.Today, "1010-johnson", web: 2);
        host.Time.Advance(FeedShelf.Fresh);
        Assert.Contains("01067.johnson.20210301.free 5 2021-03-01T10:00:00+01:00 2021-03-01T10:20:00+01:00", await Slots("DE-SN"));
        host.Time.Advance(TimeSpan.FromMinutes(65));
        Assert.Contains("01067.johnson.20210301.free 2 2021-03-01T10:10:00+01:00 2021-03-01T10:20:00+01:00", await Slots("DE-SN"));
        host.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.DoesNotContain(await Slots("DE-SN"), slot => slot.Contains("20210301", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cache_keeps_it_and_asks_again_by_its_tag()
    {
        using var first = await client.GetAsync(new Uri("/feed/slots/DE-ST.ndjson", UriKind.Relative));
        Assert.Equal("application/fhir+ndjson", first.Content.Headers.ContentType!.MediaType);
        Assert.Equal((true, FeedShelf.Fresh), (first.Headers.CacheControl!.Public, first.Headers.CacheControl.MaxAge));
        var tag = first.Headers.ETag!.ToString();
        Assert.Equal(HttpStatusCode.NotModified, await StatusWith(tag));
        await host.Supply(BookingHost.Halle, BookingHost.Today.AddDays(30), "0900-johnson", web: 2);
        Assert.Equal(HttpStatusCode.NotModified, await StatusWith(tag));
        host.Time.Advance(FeedShelf.Fresh);
        Assert.Equal(HttpStatusCode.OK, await StatusWith(tag));
        using var unknown = await client.GetAsync(new Uri("/feed/slots/XX-YY.ndjson", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Compressed_it_is_the_same_under_another_tag()
    {
        using var unpacking = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.GZip }) { BaseAddress = host.Address };
        var path = new Uri("/feed/schedules.ndjson", UriKind.Relative);
        using var plain = await client.GetAsync(path);
        using var packed = await unpacking.GetAsync(path);
        Assert.Equal(await plain.Content.ReadAsStringAsync(), await packed.Content.ReadAsStringAsync());
        Assert.NotEqual(plain.Headers.ETag, packed.Headers.ETag);
        Assert.Contains("Accept-Encoding", plain.Headers.Vary);
    }

    [Fact]
    public void Ids_have_the_allowed_form_and_differ_whatever_a_campaign_calls_its_centres()
    {
        (string Centre, string Vaccine)[] names = [("a-b", "c"), ("a", "b-c"), ("a.b", "c"), ("a", "b.c"), ("Süd 1", "c"), (new string('x', 70), "c"), ("", "c")];
        string[] ids = [.. names.Select(name => FeedIds.OfSlot(name.Centre, name.Vaccine, BookingHost.Today, "free"))];
        Assert.All(ids, id => Assert.Matches("^[A-Za-z0-9.-]{1,64}$", id));
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    private static HashSet<string> Ids(IEnumerable<(string Type, JsonNode Line)> files, string type) => [.. files.Where(f => f.Type == type).Select(f => $"{type}/{f.Line.Text("id")}")];

    private async Task<string[]> Slots(string region) =>
        [.. (await Lines($"/feed/slots/{region}.ndjson")).Select(s => $"{s.Text("id")} {FieldRules.Extensions(s, "slot-capacity").Single()["valueInteger"]} {s.Text("start")} {s.Text("end")}")];

    private async Task<HttpStatusCode> StatusWith(string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/feed/slots/DE-ST.ndjson") { Headers = { { "If-None-Match", tag } } };
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    private async Task<IReadOnlyList<JsonNode>> Lines(string path) =>
        [.. (await client.GetStringAsync(new Uri(path, UriKind.Relative))).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
}
