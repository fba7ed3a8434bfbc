using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Server.Grains;
using WaitingRoom.Server.Metrics;
using WaitingRoom.Storage;
using WaitingRoom.Support;

namespace WaitingRoom.Server.Tests.Metrics;

public sealed class WriterMetricsTests
{
    private static readonly DayId Day = new("01067", new DateOnly(2030, 1, 1));

    [Fact]
    public async Task A_writer_that_was_not_alone_is_seen_in_the_metrics()
    {
        using var folder = new TemporaryFolder();
        await using var store = await Store.OpenAsync(new StorageOptions { DataFolder = folder.Path });
        await using var here = new GrainDirectory(store.Ledger, TimeProvider.System);
        await using var there = new GrainDirectory(store.Ledger, TimeProvider.System);
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var listener = new MetricsListener();
        _ = new WriterMetrics(services.GetRequiredService<IMeterFactory>(), here.Counters);

        await Add(here);
        Assert.Contains("waitingroom_grains_fences_total 0\n", Scrape(listener), StringComparison.Ordinal);
        await Add(there);
        await Add(here);

        var text = Scrape(listener);
        Assert.Contains("waitingroom_grains_fences_total 1\n", text, StringComparison.Ordinal);
        Assert.Contains("waitingroom_grains_commits_total 2\n", text, StringComparison.Ordinal);
        Assert.Contains("waitingroom_grains_reloads_total 2\n", text, StringComparison.Ordinal);
        Assert.Contains("waitingroom_grains_unknown_outcomes_total 0\n", text, StringComparison.Ordinal);
    }

    private static async Task Add(GrainDirectory grains) => Assert.IsType<Reply<DayOutcome>.Done>(
        await grains.Ask(Day, new DayCommand.AddSupply(OperationId.New(), "Europe/Berlin", [new SlotPlaces(new SlotId(new TimeOnly(8, 0), "comirnaty"), 1, 0)])));

    private static string Scrape(MetricsListener listener)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        listener.WriteTo(text);
        return text.ToString();
    }
}
