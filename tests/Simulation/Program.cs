using System.Diagnostics;
using System.Globalization;
using WaitingRoom.Simulation.Driving;

const long DefaultSteps = 1_000_000;

long steps = DefaultSteps;
ulong seed = 1;
ulong? episode = null;
for (var i = 0; i + 1 < args.Length; i += 2)
{
    switch (args[i])
    {
        case "--steps":
            steps = long.Parse(args[i + 1], CultureInfo.InvariantCulture);
            break;
        case "--seed":
            seed = ulong.Parse(args[i + 1], CultureInfo.InvariantCulture);
            break;
        case "--episode":
            episode = ulong.Parse(args[i + 1], CultureInfo.InvariantCulture);
            break;
        default:
            Console.Error.WriteLine("--steps N (steps to take), --seed S (of the run), --episode S (one episode again, by the seed that a finding printed)");
            return 2;
    }
}

if (episode is { } again)
{
    var found = SimulationRun.Again(new EpisodeOptions(), again);
    Console.WriteLine(found?.ToString() ?? "Nothing broken in this episode.");
    return found is null ? 0 : 1;
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}, {steps} steps"));
var started = Stopwatch.GetTimestamp();
var run = SimulationRun.Run(new EpisodeOptions(), seed, steps);
var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
foreach (var (name, count) in run.Counters.All)
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count,12}  {name}"));
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{run.Steps} steps in {seconds:F1} s, {run.Steps / seconds:F0} a second, course {run.Digest:x16}"));
if (run.Finding is { } finding)
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {run.Seed}: {finding}"));
    return 1;
}

Console.WriteLine("No rule was broken.");
return 0;
