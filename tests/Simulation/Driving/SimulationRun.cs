using System.Globalization;
using WaitingRoom.Simulation.Checking;
using WaitingRoom.Simulation.Choosing;

namespace WaitingRoom.Simulation.Driving;

/// <summary>Many episodes from one seed, until enough steps were taken or a rule was broken.</summary>
internal static class SimulationRun
{
    /// <param name="shrink">False where only the finding matters and not its shortest history.</param>
    public static RunResult Run(EpisodeOptions options, ulong seed, long steps, bool shrink = true)
    {
        var counters = new RunCounters();
        ulong digest = 0;
        long taken = 0;
        for (ulong episode = 0; taken < steps; episode++)
        {
            var episodeSeed = Choices.Mix(seed, episode);
            var result = Episode.Run(options, new Choices(episodeSeed), counters, options.EpisodeSteps, readable: false);
            taken += result.Steps;
            digest = Choices.Mix(digest ^ result.Digest, episode);
            counters.Count("episodes");
            counters.Count("steps", result.Steps);
            if (result.Broken is not null)
            {
                return new RunResult(seed, taken, digest, counters, new Finding(episodeSeed, result.Broken, shrink ? Shrinker.Shrink(options, result) : result));
            }
        }

        return new RunResult(seed, taken, digest, counters, null);
    }

    /// <summary>One episode again, by the seed that a finding printed.</summary>
    public static Finding? Again(EpisodeOptions options, ulong episodeSeed)
    {
        var result = Episode.Run(options, new Choices(episodeSeed), new RunCounters(), options.EpisodeSteps, readable: false);
        return result.Broken is null ? null : new Finding(episodeSeed, result.Broken, Shrinker.Shrink(options, result));
    }
}

internal sealed record RunResult(ulong Seed, long Steps, ulong Digest, RunCounters Counters, Finding? Finding);

/// <summary>A broken rule, the seed of its episode and the shortest history that was found to break the same rule.</summary>
internal sealed record Finding(ulong EpisodeSeed, Violation First, EpisodeResult Shortest)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{First.Rule} at step {First.Step}: {First.Message}\nAgain: --episode {EpisodeSeed}\nShortest history found, {Shortest.Steps} steps:\n{string.Join('\n', Shortest.History)}");
}
