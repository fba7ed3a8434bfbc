using System.Collections.Concurrent;
using System.Globalization;
using WaitingRoom.Chaos.Load;

namespace WaitingRoom.Chaos.Journal;

/// <summary>Counts of a run, safe to change from anywhere.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<JourneyEnd, int> ends = new();
    private readonly ConcurrentDictionary<string, int> repeats = new();
    private readonly ConcurrentDictionary<string, int> odd = new();

    /// <summary>Journeys by how they ended.</summary>
    public IReadOnlyDictionary<JourneyEnd, int> Ends => ends;

    /// <summary>Why steps were repeated, by step and reason.</summary>
    public IReadOnlyDictionary<string, int> Repeats => repeats;

    /// <summary>Answers that a journey on a sound product would hardly meet.</summary>
    public IReadOnlyDictionary<string, int> Odd => odd;

    public int Repeated() => repeats.Values.Sum();

    public int Of(JourneyEnd end) => ends.GetValueOrDefault(end);

    public void Repeated(string step, Answer answer) =>
        Add(repeats, answer.Status == 0 ? $"{step}: no answer" : string.Create(CultureInfo.InvariantCulture, $"{step}: {answer.Status} {answer.Problem}"));

    public void Met(string step, Answer answer) => Add(odd, string.Create(CultureInfo.InvariantCulture, $"{step}: {answer.Status} {answer.Problem}"));

    public void Met(Exception fault) => Add(odd, $"{fault.GetType().Name}: {fault.Message}");

    /// <summary>Somebody was still under way long after the load.</summary>
    public void Stopped(string step) => Add(odd, $"{step}: not through in time");

    public void Ended(JourneyEnd end) => ends.AddOrUpdate(end, 1, static (_, count) => count + 1);

    private static void Add(ConcurrentDictionary<string, int> counts, string what) => counts.AddOrUpdate(what, 1, static (_, count) => count + 1);
}

/// <summary>How a citizen's journey ended.</summary>
internal enum JourneyEnd
{
    Booked,
    Cancelled,
    Rebooked,

    /// <summary>Held and went away, as wished.</summary>
    DroppedOut,

    /// <summary>Told no: nothing free, or a refusal that does not ask to be repeated.</summary>
    Refused,

    /// <summary>Patience ran out before anything was confirmed.</summary>
    GaveUp,

    /// <summary>Patience ran out over a confirmation or a change: nobody knows.</summary>
    Unknown,
}
