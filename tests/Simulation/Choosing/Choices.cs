namespace WaitingRoom.Simulation.Choosing;

/// <summary>
/// Every choice of a run, in steps. Drawn from a seed, or taken from a recording, in which case what the recording lacks is 0: the
/// plainest choice. All randomness of a run comes through here, so a recording with steps left out is again a valid run.
/// </summary>
internal sealed class Choices
{
    private readonly Recording? script;
    private readonly List<int> draws = [];
    private readonly List<int> starts = [];
    private ulong state;
    private int at;
    private int end;

    public Choices(ulong seed) => state = seed;

    public Choices(Recording script) => this.script = script;

    public void BeginStep()
    {
        if (script is not null)
        {
            (at, end) = starts.Count < script.StepCount ? script.Range(starts.Count) : (0, 0);
        }

        starts.Add(draws.Count);
    }

    /// <summary>A whole number from 0 up to, not including, <paramref name="bound"/>.</summary>
    public int Next(int bound)
    {
        var drawn = script is null ? (int)(Splitmix() >> 34) % bound : at < end ? script.Draw(at++) % bound : 0;
        draws.Add(drawn);
        return drawn;
    }

    public bool OneIn(int chances) => Next(chances) == chances - 1;

    public Recording Recorded() => new([.. draws], [.. starts]);

    public static ulong Mix(ulong seed, ulong index)
    {
        var z = seed + (0x9E3779B97F4A7C15UL * (index + 1));
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    private ulong Splitmix()
    {
        var z = Mix(state, 0);
        state += 0x9E3779B97F4A7C15UL;
        return z;
    }
}
