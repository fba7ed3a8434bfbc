using WaitingRoom.Simulation.Choosing;

namespace WaitingRoom.Simulation.Driving;

/// <summary>
/// Looks for a shorter run that breaks the same rule: cuts the end off, then leaves out pieces of halving length for as long as the rule still breaks.
/// </summary>
internal static class Shrinker
{
    /// <summary>Runs tried. A few hundred find most of what can be left out, in seconds.</summary>
    private const int MostRuns = 1500;

    public static EpisodeResult Shrink(EpisodeOptions options, EpisodeResult broken)
    {
        var rule = broken.Broken!.Rule;
        var runs = 0;
        var best = broken;

        bool Try(Recording candidate)
        {
            runs++;
            // The first step makes the world, the last one heals it; between them are the steps proper.
            var result = Episode.Run(options, new Choices(candidate), new RunCounters(), candidate.StepCount - 2, readable: false);
            if (result.Broken?.Rule != rule)
            {
                return false;
            }

            best = result;
            return true;
        }

        for (var size = Math.Max(1, best.Recording.StepCount / 2); size >= 1; size = size > 1 ? size / 2 : 0)
        {
            var shorter = true;
            while (shorter && runs < MostRuns)
            {
                shorter = false;
                for (var at = best.Recording.StepCount - 1 - size; at >= 1 && runs < MostRuns; at -= size)
                {
                    shorter |= at + size < best.Recording.StepCount && Try(best.Recording.Without(at, size));
                }

                shorter &= size == 1;
            }
        }

        return Episode.Run(options, new Choices(best.Recording), new RunCounters(), best.Recording.StepCount - 2, readable: true);
    }
}
