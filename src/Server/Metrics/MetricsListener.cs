using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace WaitingRoom.Server.Metrics;

/// <summary>Listens to the product's meters, the runtime's and the web server's, and writes all of it as Prometheus text. There is no exporter package for that in our source.</summary>
internal sealed class MetricsListener : IDisposable
{
    private static readonly string[] Meters = ["WaitingRoom.", "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel"];

    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<Instrument, SeriesBook> books = new();
    private readonly Lock scraping = new();

    public MetricsListener()
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (Listens(instrument.Meter.Name))
            {
                var book = new SeriesBook(instrument, KindOf(instrument));
                books[instrument] = book;
                listening.EnableMeasurementEvents(instrument, book);
            }
        };
        listener.MeasurementsCompleted = (instrument, _) => books.Remove(instrument, out SeriesBook? _);
        listener.SetMeasurementEventCallback<long>((_, value, tags, state) => ((SeriesBook)state!).Record(value, tags));
        listener.SetMeasurementEventCallback<int>((_, value, tags, state) => ((SeriesBook)state!).Record(value, tags));
        listener.SetMeasurementEventCallback<double>((_, value, tags, state) => ((SeriesBook)state!).Record(value, tags));
        listener.SetMeasurementEventCallback<float>((_, value, tags, state) => ((SeriesBook)state!).Record(value, tags));
        listener.SetMeasurementEventCallback<decimal>((_, value, tags, state) => ((SeriesBook)state!).Record((double)value, tags));
        listener.SetMeasurementEventCallback<short>((_, value, tags, state) => ((SeriesBook)state!).Record(value, tags));
        listener.SetMeasurementEventCallback<byte>((_, value, tags, state) => ((SeriesBook)state!).Record(value, tags));
        listener.Start();
    }

    /// <summary>Every family that exists here, also those without a value yet.</summary>
    public IReadOnlyList<(string Name, MetricKind Kind)> Families => [.. books.Values.Select(book => (book.Name, book.Kind)).Distinct()];

    public static bool Listens(string meter) => Meters.Any(name => meter.StartsWith(name, StringComparison.Ordinal));

    public void WriteTo(TextWriter text)
    {
        // Two scrapes at once would clear each other's observations.
        lock (scraping)
        {
            foreach (var book in books.Values)
            {
                book.BeginObservation();
            }

            listener.RecordObservableInstruments();
            foreach (var book in books.Values.OrderBy(book => book.Name, StringComparer.Ordinal))
            {
                book.WriteTo(text);
            }
        }
    }

    public void Dispose() => listener.Dispose();

    private static MetricKind KindOf(Instrument instrument)
    {
        var type = instrument.GetType();
        var name = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return name == typeof(Counter<>) || name == typeof(ObservableCounter<>) ? MetricKind.Counter
            : name == typeof(UpDownCounter<>) || name == typeof(ObservableUpDownCounter<>) ? MetricKind.UpDown
            : name == typeof(Histogram<>) ? MetricKind.Histogram
            : MetricKind.Gauge;
    }
}
