namespace WaitingRoom.Simulation.Choosing;

/// <summary>The draws of a run, cut into its steps; the first step makes the world.</summary>
internal sealed class Recording(int[] draws, int[] starts)
{
    public int StepCount => starts.Length;

    public int Draw(int index) => draws[index];

    public (int From, int To) Range(int step) => (starts[step], step + 1 < starts.Length ? starts[step + 1] : draws.Length);

    public Recording First(int steps) => steps >= StepCount ? this : Without(steps, StepCount - steps);

    /// <summary>The same run with some steps left out.</summary>
    public Recording Without(int step, int count)
    {
        var keptDraws = new List<int>(draws.Length);
        var keptStarts = new List<int>(starts.Length);
        for (var i = 0; i < StepCount; i++)
        {
            if (i >= step && i < step + count)
            {
                continue;
            }

            keptStarts.Add(keptDraws.Count);
            var (from, to) = Range(i);
            keptDraws.AddRange(draws.AsSpan(from, to - from));
        }

        return new Recording([.. keptDraws], [.. keptStarts]);
    }
}
