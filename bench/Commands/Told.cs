using WaitingRoom.Bench.Report;

namespace WaitingRoom.Bench.Commands;

internal static class Told
{
    /// <summary>Prints the summary and keeps the result.</summary>
    public static async Task Async<TResult>(IEnumerable<string> lines, string name, TResult result, CancellationToken cancellation)
    {
        foreach (var line in lines)
        {
            await Console.Out.WriteLineAsync(line);
        }

        await Console.Out.WriteLineAsync("kept as " + await ResultFile.WriteAsync(name, result, cancellation));
    }
}
