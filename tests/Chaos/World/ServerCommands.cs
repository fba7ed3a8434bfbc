using System.Globalization;
using System.Text;
using WaitingRoom.Support;

namespace WaitingRoom.Chaos.World;

/// <summary>Commands of the one-machine host, run to their end on the database of the run.</summary>
internal sealed class ServerCommands(string program, string database)
{
    public async Task<IReadOnlyList<string>> IssueCodesAsync(int count) =>
        await RunAsync("codes", "issue", "--count", count.ToString(CultureInfo.InvariantCulture), "--group", "1");

    public async Task<string> StaffTokenAsync() => (await RunAsync("staff", "token", "--role", "operator", "--subject", "chaos"))[0];

    private async Task<string[]> RunAsync(params string[] command)
    {
        var output = await ForeignProgram.Run("dotnet", [program, .. command, "--database", database]);
        return Encoding.UTF8.GetString(output).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
