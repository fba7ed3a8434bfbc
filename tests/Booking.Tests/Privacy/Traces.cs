using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.Logging;

namespace WaitingRoom.Booking.Tests.Privacy;

/// <summary>Everything that a server leaves behind: its log at the finest level, requests' addresses in it, and the tags of every measurement of every meter.</summary>
internal sealed class Traces : ILoggerProvider
{
    private readonly ConcurrentQueue<string> lines = new();
    private readonly MeterListener meters = new();

    public Traces()
    {
        meters.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Keep(instrument, tags));
        meters.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Keep(instrument, tags));
        meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Keep(instrument, tags));
        meters.Start();
    }

    public string Text
    {
        get
        {
            meters.RecordObservableInstruments();
            return string.Join('\n', lines);
        }
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose() => meters.Dispose();

    private void Keep(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var line = new StringBuilder(instrument.Name);
        foreach (var tag in tags)
        {
            line.Append(' ').Append(tag.Key).Append('=').Append(tag.Value);
        }

        lines.Enqueue(line.ToString());
    }

    private sealed class Logger(Traces traces, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            traces.lines.Enqueue($"{category} scope {state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs.Select(p => $"{p.Key}={p.Value}")) : "";
            traces.lines.Enqueue($"{category} {formatter(state, exception)} {values} {exception}");
        }
    }
}

/// <summary>Looks for words in bytes, in every form in which they may have been written.</summary>
internal static class Forms
{
    public static IEnumerable<string> Found(byte[] haystack, IEnumerable<string> words) => words.SelectMany(word => Of(word).Where(form => haystack.AsSpan().IndexOf(form.Bytes) >= 0).Select(form => $"{word} as {form.Name}"));

    private static IEnumerable<(string Name, byte[] Bytes)> Of(string word)
    {
        yield return ("UTF-8", Encoding.UTF8.GetBytes(word));
        yield return ("UTF-16", Encoding.Unicode.GetBytes(word));
        yield return ("JSON escapes", Encoding.UTF8.GetBytes(System.Text.Json.JsonSerializer.Serialize(word)[1..^1]));
        yield return ("percent", Encoding.UTF8.GetBytes(Uri.EscapeDataString(word)));
        yield return ("hexadecimal", Encoding.UTF8.GetBytes(Convert.ToHexString(Encoding.UTF8.GetBytes(word))));
        for (var shift = 0; shift < 3; shift++)
        {
            // What stands before the word shifts its base64; the characters at both ends depend on its neighbours.
            var encoded = Convert.ToBase64String([.. new byte[shift], .. Encoding.UTF8.GetBytes(word)]).TrimEnd('=');
            yield return ("base64", Encoding.UTF8.GetBytes(encoded[(shift == 0 ? 0 : shift + 1)..^2]));
        }
    }
}
