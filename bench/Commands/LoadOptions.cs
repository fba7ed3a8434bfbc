using System.CommandLine;
using WaitingRoom.Bench.Load;

namespace WaitingRoom.Bench.Commands;

/// <summary>Options that all comparisons over HTTP share.</summary>
internal sealed class LoadOptions
{
    private readonly Option<int> rounds = new("--rounds") { Description = "How often all take turns; the median counts.", DefaultValueFactory = _ => 5 };
    private readonly Option<int> seconds = new("--seconds") { Description = "Length of each run.", DefaultValueFactory = _ => 5 };
    private readonly Option<int> connections = new("--connections") { Description = "Connections of wrk, each with one request at a time.", DefaultValueFactory = _ => 64 };

    public void AddTo(Command command)
    {
        command.Add(rounds);
        command.Add(seconds);
        command.Add(connections);
    }

    public int Rounds(ParseResult parsed) => parsed.GetValue(rounds);

    public Wrk Load(ParseResult parsed) => new(parsed.GetValue(connections), parsed.GetValue(seconds));
}
