using WaitingRoom.Grains.Campaigns;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Server.Grains;
using WaitingRoom.Server.Import;
using WaitingRoom.Storage;
using WaitingRoom.Support;
using Xunit.Abstractions;

namespace WaitingRoom.Server.Tests.Import;

/// <summary>Whole imports into a real embedded database.</summary>
public sealed class ImportTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string MadeUpCentres = """"
        centre,postcode,town,name,region,booking_group
        02708,02708,Löbau,"Messepark, Halle ""Süd""",DE-SN,1
        01067,01067,Dresden,Messe Dresden,DE-SN,1
        14467,14467,Potsdam,Metropolis-Halle,DE-BB,6

        """";

    private const string MadeUpDeliveries = """
        date,vaccine,region,doses,facility
        2021-03-01,moderna,DE-SN,1001,impfzentren
        2021-03-01,moderna,DE-SN,1001,impfzentren
        2021-03-02,comirnaty,DE-BB,77,impfzentren
        2021-03-03,comirnaty,DE-BB,0,impfzentren
        2021-03-04,comirnaty,DE-HH,500,impfzentren
        2021-03-20,moderna,DE-SN,-600,impfzentren
        2021-03-20,comirnaty,DE-BB,-100,impfzentren
        2021-05-01,comirnaty,DE-SN,40,impfzentren

        """;

    private readonly TemporaryFolder folder = new();
    private readonly StringWriter said = new();
    private readonly StringWriter complained = new();
    private Store store = null!;

    public async Task InitializeAsync() => store = await Store.OpenAsync(new StorageOptions { DataFolder = folder.Path });

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Every_delivered_dose_of_the_real_data_becomes_one_place_and_a_second_import_changes_nothing()
    {
        var (centres, deliveries) = RealOrMadeUp();
        var from = new DateOnly(2021, 2, 22);
        Assert.Equal(0, await Import(centres, deliveries, from, 28));

        var expected = ExpectedDoses(centres, deliveries, from, 28);
        Assert.True(expected > 0);
        Assert.Equal(expected, await Capacity());
        var entries = store.Counters.Entries;
        Assert.True(entries > 0);

        // The same again, and a window that overlaps on both sides.
        Assert.Equal(0, await Import(centres, deliveries, from, 28));
        Assert.Equal(entries, store.Counters.Entries);
        Assert.Equal(0, await Import(centres, deliveries, from.AddDays(-7), 42));
        Assert.Equal(ExpectedDoses(centres, deliveries, from.AddDays(-7), 42), await Capacity());
    }

    [Fact]
    public async Task Returned_doses_lower_what_is_free_and_the_rest_is_a_deficit()
    {
        var (centres, deliveries) = MadeUp();
        Assert.Equal(0, await Import(centres, deliveries, new DateOnly(2021, 3, 1), 28));
        Assert.Equal(2002 - 600, await Capacity("moderna"));
        Assert.Equal(0, await Capacity("comirnaty"));
        Assert.Contains("Deficit: 23 returned doses of comirnaty in DE-BB", said.ToString(), StringComparison.Ordinal);
        Assert.Contains("no centre in DE-HH", said.ToString(), StringComparison.Ordinal);

        var entries = store.Counters.Entries;
        Assert.Equal(0, await Import(centres, deliveries, new DateOnly(2021, 3, 1), 28));
        Assert.Equal(entries, store.Counters.Entries);
    }

    [Fact]
    public async Task Booked_seats_are_not_taken_back()
    {
        var (centres, _) = MadeUp();
        var deliveries = Write("d1.csv", "date,vaccine,region,doses,facility\n2030-03-02,comirnaty,DE-BB,77,impfzentren\n");
        Assert.Equal(0, await Import(centres, deliveries, new DateOnly(2030, 3, 1), 28));
        await using (var grains = new GrainDirectory(store.Ledger, TimeProvider.System))
        {
            var day = new DayId("14467", new DateOnly(2030, 3, 3));
            var slots = (await grains.Read(day))!.Slots.Values.Where(s => s.WebCapacity > 0).Take(5).ToArray();
            foreach (var slot in slots)
            {
                await grains.Ask(day, new DayCommand.Book(OperationId.New(), AppointmentId.Derive(slot.Id.ToString()), slot.Id, Channel.Web));
            }
        }

        var withReturn = Write("d2.csv", "date,vaccine,region,doses,facility\n2030-03-02,comirnaty,DE-BB,77,impfzentren\n2030-03-09,comirnaty,DE-BB,-77,impfzentren\n");
        Assert.Equal(0, await Import(centres, withReturn, new DateOnly(2030, 3, 1), 28));
        Assert.Equal(5, await Capacity());
        Assert.Contains("Deficit: 5 returned doses of comirnaty in DE-BB", said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_bad_line_stops_everything_unless_bad_lines_are_skipped()
    {
        var (centres, _) = MadeUp();
        var deliveries = Write("bad.csv", "date,vaccine,region,doses,facility\n2021-03-02,comirnaty,DE-BB,77,impfzentren\n2021-03-02,comirnaty,DE-BB,seventy,impfzentren\n");
        Assert.Equal(2, await Import(centres, deliveries, new DateOnly(2021, 3, 1), 28));
        Assert.Contains("bad.csv:3: The doses 'seventy' are no whole number.", complained.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await Capacity());
        Assert.Null(await store.Documents.Get(Campaign.DocumentName));

        Assert.Equal(0, await Import(centres, deliveries, new DateOnly(2021, 3, 1), 28, skip: true));
        Assert.Equal(77, await Capacity());
    }

    [Fact]
    public async Task Names_arrive_in_the_campaign_as_they_were_written()
    {
        var (centres, deliveries) = RealOrMadeUp();
        await Import(centres, deliveries, new DateOnly(2021, 3, 1), 1);
        var campaign = Campaign.FromJson((await store.Documents.Get(Campaign.DocumentName))!.Body);
        var file = await File.ReadAllTextAsync(centres);
        Assert.Contains(campaign.Centres, c => c.Town.Contains('ü', StringComparison.Ordinal) || c.Town.Contains('ö', StringComparison.Ordinal));
        Assert.All(campaign.Centres, c => Assert.Contains(c.Name.Replace("\"", "\"\"", StringComparison.Ordinal), file, StringComparison.Ordinal));
        Assert.All(campaign.Vaccines, v => Assert.Equal(v.Id == "johnson" ? 1 : 2, v.Doses));
    }

    private async Task<int> Import(string centres, string deliveries, DateOnly from, int days, bool skip = false)
    {
        await using var grains = new GrainDirectory(store.Ledger, TimeProvider.System);
        return await new Importer(grains, store.Documents, TimeProvider.System, said, complained, isTerminal: false)
            .Import(new ImportRequest(centres, deliveries, from, days, skip), CancellationToken.None);
    }

    private async Task<long> Capacity(string? vaccine = null) => (await store.ReadModels.ReadAvailability(0)).Rows
        .Select(r => DayAvailability.FromJson(r.Body))
        .SelectMany(d => d.Vaccines)
        .Where(v => vaccine is null || v.Vaccine == vaccine)
        .Sum(v => v.Capacity.Sum(c => (long)c));

    /// <summary>Straight from the file, by another way than the import reads it. The windows used hold no returns in the real data.</summary>
    private static long ExpectedDoses(string centres, string deliveries, DateOnly from, int days)
    {
        var regions = File.ReadLines(centres).Skip(1).Select(l => l.Split(',')[^2]).ToHashSet();
        return File.ReadLines(deliveries).Skip(1).Where(l => l.Length > 0).Select(l => l.Split(','))
            .Where(f => regions.Contains(f[2]))
            .Where(f => DateOnly.ParseExact(f[0], "yyyy-MM-dd") is var date && date >= from && date < from.AddDays(days))
            .Sum(f => Math.Max(0L, long.Parse(f[3], System.Globalization.CultureInfo.InvariantCulture)));
    }

    private (string Centres, string Deliveries) RealOrMadeUp()
    {
        if (SharedData.Find() is { } real)
        {
            return (real.Centres, real.Deliveries);
        }

        output.WriteLine("The real data is not here; a small made-up file stands in.");
        var (centres, _) = MadeUp();
        return (centres, Write("only-deliveries.csv", string.Join('\n', MadeUpDeliveries.Split('\n').Where(l => !l.Contains(",-", StringComparison.Ordinal)))));
    }

    private (string Centres, string Deliveries) MadeUp() => (Write("centres.csv", MadeUpCentres), Write("deliveries.csv", MadeUpDeliveries));

    private string Write(string name, string content)
    {
        var file = folder.File(name);
        File.WriteAllText(file, content);
        return file;
    }
}
