using System.Globalization;
using System.Text;

namespace WaitingRoom.Server.Metrics;

/// <summary>The text format of Prometheus, version 0.0.4.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Letters, digits and underscores; a counter ends in _total.</summary>
    public static string NameOf(string name, MetricKind kind)
    {
        var text = Safe(name);
        return kind == MetricKind.Counter && !text.EndsWith("_total", StringComparison.Ordinal) ? text + "_total" : text;
    }

    /// <summary>As between braces, ordered by name so that the same tags are the same series; empty without tags.</summary>
    public static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
        {
            return "";
        }

        var labels = new string[tags.Length];
        for (var i = 0; i < tags.Length; i++)
        {
            labels[i] = Label(Safe(tags[i].Key), Convert.ToString(tags[i].Value, CultureInfo.InvariantCulture) ?? "");
        }

        Array.Sort(labels, StringComparer.Ordinal);
        return string.Join(',', labels);
    }

    public static string With(string labels, string name, string value) => labels.Length == 0 ? Label(name, value) : string.Concat(labels, ",", Label(name, value));

    public static void WriteHead(TextWriter text, string name, string help, MetricKind kind)
    {
        if (help.Length > 0)
        {
            text.Write($"# HELP {name} {help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\n");
        }

        text.Write($"# TYPE {name} {kind switch { MetricKind.Counter => "counter", MetricKind.Histogram => "histogram", _ => "gauge" }}\n");
    }

    public static void WriteSample(TextWriter text, string name, string labels, double value)
    {
        text.Write(name);
        if (labels.Length > 0)
        {
            text.Write($"{{{labels}}}");
        }

        text.Write($" {Number(value)}\n");
    }

    public static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        double.NaN => "NaN",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private static string Label(string name, string value) =>
        $"{name}=\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";

    private static string Safe(string name)
    {
        var safe = new StringBuilder(name.Length + 1);
        foreach (var c in name)
        {
            safe.Append(char.IsAsciiLetterOrDigit(c) || c == '_' ? c : '_');
        }

        return char.IsAsciiDigit(name[0]) ? safe.Insert(0, '_').ToString() : safe.ToString();
    }
}
