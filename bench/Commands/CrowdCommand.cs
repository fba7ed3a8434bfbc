using System.CommandLine;
using System.Globalization;
using WaitingRoom.Bench.Hosts;
using WaitingRoom.Bench.Load;
using WaitingRoom.Bench.Report;
using WaitingRoom.Support;

namespace WaitingRoom.Bench.Commands;

/// <summary>A crowd gets tickets and waits; how much does the server remember of each?</summary>
internal sealed class CrowdCommand
{
    /// <summary>By then every cache of fixed size is full (the largest remembers 100,000 browsers) and all code is compiled: what grows from here on grows with people.</summary>
    private const double FullShare = 0.2;

    /// <summary>One byte besides the claim's bit.</summary>
    private const double AimBytes = 1.125;

    /// <summary>What is kept for a moment only (rate limits of addresses, connections) is gone after so long.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(45);

    private readonly Option<long> visitors = new("--visitors") { Description = "Tickets issued, at least.", DefaultValueFactory = _ => 1_000_000 };
    private readonly Option<int> connections = new("--connections") { Description = "Connections of wrk.", DefaultValueFactory = _ => 64 };
    private readonly Option<int> rest = new("--rest") { Description = "Seconds before each look at the memory.", DefaultValueFactory = _ => (int)Rest.TotalSeconds };

    private readonly Browsers browsers = new();

    public static Command Create()
    {
        var options = new CrowdCommand();
        var command = new Command("crowd", "Memory of the server for each of a million people who wait.") { options.visitors, options.connections, options.rest };
        command.SetAction((parsed, cancellation) => options.RunAsync(parsed, cancellation));
        return command;
    }

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (wanted, machine) = (parsed.GetValue(visitors), Machine.Describe());
        var pause = TimeSpan.FromSeconds(parsed.GetValue(rest));
        await Console.Out.WriteLineAsync(machine.ToString());
        using var folder = new TemporaryFolder();
        await using var server = await RealServer.StartMeasuredAsync(cancellation);
        var looks = new List<CrowdLook>();
        foreach (var target in new[] { 1, (long)(wanted * FullShare), wanted })
        {
            var issued = await FillAsync(server, target, folder.File("join.lua"), parsed.GetValue(connections), cancellation);
            using var timer = new PeriodicTimer(pause, TimeProvider.System);
            await timer.WaitForNextTickAsync(cancellation);
            looks.Add(new CrowdLook(issued, await MeasuredServer.AskAsync(server.Process, cancellation)));
            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{issued,10:N0} waiting   {looks[^1].Memory.ManagedBytes,14:N0} bytes live   {looks[^1].Memory.WorkingSetBytes,14:N0} bytes working set"));
        }

        var result = CrowdResult.Of(machine, looks, AimBytes);
        await Told.Async(result.Lines(), "crowd", result, cancellation);
    }

    private async Task<long> FillAsync(RealServer server, long target, string script, int connections, CancellationToken cancellation)
    {
        long issued;
        while ((issued = await server.IssuedAsync(cancellation)) < target)
        {
            await File.WriteAllTextAsync(script, browsers.Next(), cancellation);
            await new Wrk(connections, Seconds: 1).RunAsync(server.Tickets, script, cancellation);
        }

        return issued;
    }
}
