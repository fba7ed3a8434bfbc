using System.CommandLine;
using WaitingRoom.Bench.Hosts;
using WaitingRoom.Bench.Load;
using WaitingRoom.Bench.Report;
using WaitingRoom.Support;

namespace WaitingRoom.Bench.Commands;

/// <summary>The status document of a room whose line moves, against nginx with a file of the same bytes and against a bare Kestrel.</summary>
internal static class StatusCommand
{
    /// <summary>So many seconds of joins before the measurement make a line that moves until its end: thousands of people.</summary>
    private const int JoinSeconds = 1;

    private static readonly Dictionary<string, double> Aims = new() { ["nginx"] = 1.0 };

    public static Command Create()
    {
        var options = new LoadOptions();
        var command = new Command("status", "Requests per second for the status document, against nginx with a static file and against a bare Kestrel.");
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(options.Load(parsed), options.Rounds(parsed), cancellation));
        return command;
    }

    private static async Task RunAsync(Wrk load, int rounds, CancellationToken cancellation)
    {
        Wrk.Require("nginx");
        var machine = Machine.Describe();
        await Console.Out.WriteLineAsync(machine.ToString());
        using var folder = new TemporaryFolder();
        await using var server = await RealServer.StartAsync(cancellation);
        var joins = folder.File("join.lua");
        await File.WriteAllTextAsync(joins, JoinScript.Text(first: 0), cancellation);
        await (load with { Seconds = JoinSeconds }).RunAsync(server.Tickets, joins, cancellation);

        using var model = await server.GetAsync(server.Status, cancellation);
        var bytes = model.Content.Headers.ContentLength!.Value;
        await using var nginx = await NginxServer.StartAsync(model, cancellation);
        var (hello, address) = await HelloServer.StartAsync(bytes, cancellation);
        await using (hello)
        {
            var figures = await new Contest(load, rounds, folder.Path).RunAsync(
                [new("ours", server.Status, server.Process), new("nginx", nginx.Address, nginx.Process), new("hello", address, hello)], cancellation);
            var result = ContestResult.Of("status", machine, load, bytes, figures, Aims);
            await Told.Async(result.Lines(), "status", result, cancellation);
        }
    }
}
