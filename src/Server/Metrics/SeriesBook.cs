using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;

namespace WaitingRoom.Server.Metrics;

/// <summary>One instrument's values by tags, as Prometheus wants them.</summary>
internal sealed class SeriesBook(Instrument instrument, MetricKind kind)
{
    /// <summary>A tag with endless values must not fill the memory; what comes later is not counted.</summary>
    public const int MostSeries = 1000;

    /// <summary>From a cache hit to the longest request anyone waits for, in seconds; the defaults of OpenTelemetry's HTTP metrics.</summary>
    private static readonly double[] Bounds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    private readonly Lock sync = new();
    private readonly Dictionary<string, Series> series = [];
    private readonly TagIndex<Series> seen = new(MostSeries);

    public string Name { get; } = PrometheusText.NameOf(instrument.Name, kind);

    public string Help => instrument.Description ?? "";

    public MetricKind Kind => kind;

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (sync)
        {
            if (seen.Find(tags) is { } known || TryOpen(tags, out known))
            {
                known.Add(value, kind, Bounds);
            }
        }
    }

    /// <summary>Observed instruments tell all they have each time; a series they no longer tell is over.</summary>
    public void BeginObservation()
    {
        if (instrument.IsObservable)
        {
            lock (sync)
            {
                series.Clear();
                seen.Clear();
            }
        }
    }

    public void WriteTo(TextWriter text)
    {
        lock (sync)
        {
            if (series.Count == 0)
            {
                return;
            }

            PrometheusText.WriteHead(text, Name, Help, kind);
            foreach (var (labels, values) in series.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                values.WriteTo(text, Name, labels, kind, Bounds);
            }
        }
    }

    /// <summary>The series of tags that were never seen in this order; false when there are too many of them.</summary>
    private bool TryOpen(ReadOnlySpan<KeyValuePair<string, object?>> tags, [NotNullWhen(true)] out Series? found)
    {
        var labels = PrometheusText.LabelsOf(tags);
        if (!series.TryGetValue(labels, out found))
        {
            if (series.Count >= MostSeries)
            {
                return false;
            }

            series.Add(labels, found = new Series(kind == MetricKind.Histogram ? new long[Bounds.Length + 1] : []));
        }

        seen.Add(tags, found);
        return true;
    }

    private sealed class Series(long[] buckets)
    {
        private double value;
        private long count;

        public void Add(double measured, MetricKind kind, double[] bounds)
        {
            switch (kind)
            {
                case MetricKind.Histogram:
                    var at = Array.BinarySearch(bounds, measured);
                    buckets[at < 0 ? ~at : at]++;
                    count++;
                    value += measured;
                    break;
                case MetricKind.Counter or MetricKind.UpDown:
                    value += measured;
                    break;
                default:
                    value = measured;
                    break;
            }
        }

        public void WriteTo(TextWriter text, string name, string labels, MetricKind kind, double[] bounds)
        {
            if (kind != MetricKind.Histogram)
            {
                PrometheusText.WriteSample(text, name, labels, value);
                return;
            }

            var below = 0L;
            for (var i = 0; i < buckets.Length; i++)
            {
                below += buckets[i];
                PrometheusText.WriteSample(text, name + "_bucket", PrometheusText.With(labels, "le", PrometheusText.Number(i < bounds.Length ? bounds[i] : double.PositiveInfinity)), below);
            }

            PrometheusText.WriteSample(text, name + "_sum", labels, value);
            PrometheusText.WriteSample(text, name + "_count", labels, count);
        }
    }
}

internal enum MetricKind
{
    /// <summary>Only grows.</summary>
    Counter,

    /// <summary>Changes by differences, either way.</summary>
    UpDown,

    /// <summary>The last value counts.</summary>
    Gauge,

    Histogram,
}
