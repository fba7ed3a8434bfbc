using System.CommandLine;
using System.Globalization;
using System.Runtime;
using WaitingRoom.Server.Hosting;
using WaitingRoom.Storage;

namespace WaitingRoom.Bench.Hosts;

/// <summary>The real server, and for each line on its standard input one line about its memory after a full, compacting collection.</summary>
internal static class MeasuredServer
{
    public const string Name = "measured-server";

    public static async Task<MemoryFigures> AskAsync(ChildProcess process, CancellationToken cancellation)
    {
        await process.Input.WriteLineAsync("?".AsMemory(), cancellation);
        await process.Input.FlushAsync(cancellation);
        while (await process.Output.ReadLineAsync(cancellation) is { } line)
        {
            if (line.Split(' ') is ["memory", var managed, var workingSet])
            {
                return new MemoryFigures(long.Parse(managed, CultureInfo.InvariantCulture), long.Parse(workingSet, CultureInfo.InvariantCulture));
            }
        }

        throw new InvalidOperationException("The server ended.");
    }

    public static Command Create()
    {
        var port = new Option<int>("--port") { Required = true };
        var data = new Option<string>("--data") { Required = true };
        var set = new Option<string[]>("--set");
        var command = new Command(Name, "The server, telling its memory.") { port, data, set };
        command.Hidden = true;
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(port), parsed.GetValue(data)!, parsed.GetValue(set) ?? [], cancellation));
        return command;
    }

    private static async Task RunAsync(int port, string data, string[] settings, CancellationToken cancellation)
    {
        await using var store = await Store.OpenAsync(new StorageOptions { DataFolder = data }, cancellation: cancellation);
        var configured = settings.Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => (string?)pair[1]);
        await using var app = WaitingRoomServer.Build(new ServeRequest(port, Demo: false, configured), store);
        await app.StartAsync(cancellation);
        while (await Console.In.ReadLineAsync(cancellation) is not null)
        {
            GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            var managed = GC.GetTotalMemory(forceFullCollection: true);
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"memory {managed} {Environment.WorkingSet}"));
        }
    }
}

/// <param name="ManagedBytes">Live objects.</param>
/// <param name="WorkingSetBytes">Everything the process holds of the machine's memory.</param>
public sealed record MemoryFigures(long ManagedBytes, long WorkingSetBytes);
