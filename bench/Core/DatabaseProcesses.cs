using System.Globalization;
using Npgsql;

namespace WaitingRoom.Bench.Core;

/// <summary>Processor time of a PostgreSQL server on this machine, all its processes together, from proc_pid_stat(5).</summary>
internal static class DatabaseProcesses
{
    /// <summary>USER_HZ, in which the kernel counts; 100 on every Linux that .NET runs on.</summary>
    public const double TicksPerSecond = 100;

    // Positions after the parenthesised name, which may itself hold blanks.
    private const int Parent = 1;
    private const int FirstTime = 11;
    private const int OwnTimes = 2;
    private const int TimesWithChildren = 4;

    /// <summary>Null where the kernel does not say.</summary>
    /// <param name="connection">Any open connection to the server; its process is a child of the server's first.</param>
    public static double? Seconds(NpgsqlConnection connection)
    {
        if (!Directory.Exists("/proc/self") || Stat(Text(connection.ProcessID)) is not { } session)
        {
            return null;
        }

        var server = session[Parent];
        var ticks = Ticks(Stat(server), TimesWithChildren);
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            var process = Path.GetFileName(folder);
            if (char.IsAsciiDigit(process[0]) && Stat(process) is { } stat && stat[Parent] == server)
            {
                ticks += Ticks(stat, OwnTimes);
            }
        }

        return ticks / TicksPerSecond;
    }

    /// <summary>Processor time of the programs that this process has started and that have ended. Null where the kernel does not say.</summary>
    public static double? ChildrenSeconds() => Directory.Exists("/proc/self") && Stat("self") is { } own
        ? (Ticks(own, TimesWithChildren) - Ticks(own, OwnTimes)) / TicksPerSecond
        : null;

    private static double Ticks(string[]? stat, int fields) =>
        stat?[FirstTime..(FirstTime + fields)].Sum(t => double.Parse(t, CultureInfo.InvariantCulture)) ?? 0;

    /// <summary>Null when the process has ended meanwhile.</summary>
    private static string[]? Stat(string process)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{process}/stat");
            return line[(line.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
