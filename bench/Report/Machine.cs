using System.Globalization;
using System.Runtime.InteropServices;

namespace WaitingRoom.Bench.Report;

/// <summary>What the figures were measured on.</summary>
/// <param name="LoadAverage">
/// Of the last minute when the run began, as the kernel counts it (proc_loadavg(5)); well above zero means that somebody
/// else was at work, or an earlier run just ended. Null where the kernel does not say.
/// </param>
public sealed record Machine(string Processor, int Cores, long MemoryMegabytes, string Kernel, string Runtime, double? LoadAverage)
{
    public static Machine Describe() => new(
        ProcessorName(),
        Environment.ProcessorCount,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024 * 1024),
        $"{RuntimeInformation.OSDescription}, kernel {Environment.OSVersion.Version}",
        RuntimeInformation.FrameworkDescription,
        OneMinuteLoad());

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Cores} cores of {Processor}, {MemoryMegabytes} MB, {Kernel}, {Runtime}, load {LoadAverage}");

    private static string ProcessorName()
    {
        const string cpuInfo = "/proc/cpuinfo";
        var line = File.Exists(cpuInfo)
            ? File.ReadLines(cpuInfo).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    private static double? OneMinuteLoad()
    {
        const string loadAverage = "/proc/loadavg";
        return File.Exists(loadAverage)
            ? double.Parse(File.ReadAllText(loadAverage).Split(' ')[0], CultureInfo.InvariantCulture)
            : null;
    }
}
