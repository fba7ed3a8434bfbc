using System.CommandLine;
using WaitingRoom.Bench.Hosts;
using WaitingRoom.Bench.Load;
using WaitingRoom.Bench.Report;
using WaitingRoom.Support;

namespace WaitingRoom.Bench.Commands;

/// <summary>Signed tickets per second, each for another browser, against a bare Kestrel that gets the same requests and answers as many bytes.</summary>
internal static class JoinCommand
{
    private static readonly Dictionary<string, double> Aims = new() { ["hello"] = 0.5 };

    public static Command Create()
    {
        var options = new LoadOptions();
        var command = new Command("join", "Signed tickets per second over HTTP, against a bare Kestrel.");
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(options.Load(parsed), options.Rounds(parsed), cancellation));
        return command;
    }

    private static async Task RunAsync(Wrk load, int rounds, CancellationToken cancellation)
    {
        var machine = Machine.Describe();
        await Console.Out.WriteLineAsync(machine.ToString());
        using var folder = new TemporaryFolder();
        await using var server = await RealServer.StartAsync(cancellation);
        var browsers = new Browsers();
        var bytes = await TicketBytesAsync(server, cancellation);
        var (hello, address) = await HelloServer.StartAsync(bytes, cancellation);
        await using (hello)
        {
            long before = 0;
            var ours = new Contestant("ours", server.Tickets, server.Process, browsers.Next)
            {
                Prepare = async () => before = await SettledAsync(server, cancellation),
                Prove = async output => Issued.Prove(before, await SettledAsync(server, cancellation), output.Requests, load.Connections),
            };
            var figures = await new Contest(load, rounds, folder.Path).RunAsync([ours, new("hello", address, hello, browsers.Next)], cancellation);
            var result = ContestResult.Of("join", machine, load, bytes, figures, Aims);
            await Told.Async(result.Lines(), "join", result, cancellation);
        }
    }

    private static async Task<long> TicketBytesAsync(RealServer server, CancellationToken cancellation)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Tickets);
        request.Headers.Add("Waiting-Room-Browser", new string('B', 42) + "A");
        request.Headers.Add("Idempotency-Key", "first");
        using var answer = await http.SendAsync(request, cancellation);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadAsByteArrayAsync(cancellation)).LongLength;
    }

    /// <summary>Numbers issued, once the status says the same twice: it is made five times a second.</summary>
    private static async Task<long> SettledAsync(RealServer server, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        var seen = -1L;
        while (await server.IssuedAsync(cancellation) is var issued && issued != seen)
        {
            seen = issued;
            await timer.WaitForNextTickAsync(cancellation);
        }

        return seen;
    }
}
