using System.Text.Json;

namespace WaitingRoom.Bench.Surge;

/// <summary>What a page learns from the status document.</summary>
internal sealed record Sight(long Serving, long Issued, double HighPerMinute, double NextPollSeconds)
{
    private const double LongestSeconds = 60;

    public static Sight Of(JsonElement status) => new(
        status.GetProperty("nowServing").GetInt64(),
        status.GetProperty("issued").GetInt64(),
        status.TryGetProperty("eta", out var eta) ? eta.GetProperty("highPerMinute").GetDouble() : 0,
        status.GetProperty("nextPollSeconds").GetDouble());

    /// <summary>As the waiting page's script: a tenth of the shortest time that must still pass, within bounds; while nobody knows the rate, as soon as allowed.</summary>
    public TimeSpan NextLook(long number)
    {
        var tenth = HighPerMinute > 0 ? (number - Serving) * 6 / HighPerMinute : 0;
        return TimeSpan.FromSeconds(Math.Min(LongestSeconds, Math.Max(NextPollSeconds, tenth)));
    }
}
