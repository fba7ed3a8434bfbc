using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using WaitingRoom.Support;
using Xunit.Abstractions;

namespace WaitingRoom.Queue.Tests.Draws;

/// <summary>The check that runs in browsers, run by Node: the same file of the product, another engine.</summary>
public sealed class BrowserCheckTests(ITestOutputHelper output) : IDisposable
{
    private const string Main = """
        import { readFileSync } from "node:fs";
        import { check, read } from "./draw.js";
        const [file, number, browserHash] = process.argv.slice(2);
        try {
          console.log(JSON.stringify(check(read(readFileSync(file, "utf8")), number ? { number: Number(number), browserHash } : null)));
        } catch (fault) {
          console.log(JSON.stringify([{ step: "unreadable", holds: false, fault: fault.message }]));
        }
        """;

    /// <summary>Generous: other tests run beside it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(70)]
    [InlineData(5000)]
    public async Task It_verifies_what_the_server_drew(int count)
    {
        var file = Drawn.File(7, count);
        var findings = await Check(Encoding.UTF8.GetString(await Drawn.Json(file)), count == 0 ? [] : [$"{count}"]);

        Assert.All(findings.EnumerateArray(), finding => Assert.True(finding.GetProperty("holds").GetBoolean(), finding.ToString()));
        if (count > 0)
        {
            var place = new Grains.Draws.Permutation(Convert.FromHexString(file.Seed!), count).Of(count - 1) + 1;
            Assert.Equal(place, findings.EnumerateArray().Last().GetProperty("place").GetInt64());
        }
    }

    [Theory]
    [InlineData("secret", "commitment seed")]
    [InlineData("commitment", "commitment")]
    [InlineData("beaconValue", "seed")]
    [InlineData("seed", "seed")]
    [InlineData("rosterRoot", "root")]
    [InlineData("leaves", "root seed")]
    [InlineData("count", "count")]
    [InlineData("format", "complete")]
    public async Task It_sees_every_change(string member, string seenBy)
    {
        var json = JsonNode.Parse(await Drawn.Json(Drawn.File(8, 20)))!;
        var (holder, key) = member == "leaves" ? (json["leaves"]!, (object)3) : (json, member);
        var value = key is int i ? holder[i]! : holder[member]!;
        JsonNode changed = member == "count" ? 19 : Other(value.GetValue<string>());
        if (key is int index)
        {
            holder[index] = changed;
        }
        else
        {
            holder[member] = changed;
        }

        var findings = await Check(json.ToJsonString());
        Assert.Equal(
            seenBy.Split(' '),
            findings.EnumerateArray().Where(finding => !finding.GetProperty("holds").GetBoolean()).Select(finding => finding.GetProperty("step").GetString()!));
    }

    [Fact]
    public async Task It_refuses_a_file_that_another_reader_could_take_in_another_way()
    {
        var json = Encoding.UTF8.GetString(await Drawn.Json(Drawn.File(8, 20)));
        var twice = json.Insert(1, """
            "\u0073eed":"first",
            """);
        Assert.Equal("\"seed\" stands there twice.", (await Check(twice))[0].GetProperty("fault").GetString());
        // The control: only the outer object's names count, and what a text holds is no name.
        var harmless = json.Insert(1, """
            "more":{"seed":"x","seed":"y","z":[{"count":1}]},"note":"\"seed\": {[",
            """);
        Assert.All((await Check(harmless)).EnumerateArray(), finding => Assert.True(finding.GetProperty("holds").GetBoolean(), finding.ToString()));
    }

    [Fact]
    public async Task It_knows_a_ticket_by_its_browser()
    {
        var hash = Convert.ToBase64String(Drawn.Bytes(9, 9)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        var leaves = Drawn.Leaves(9, 4);
        Grains.Draws.RosterLeaf.Of(Drawn.Room, hash).CopyTo(leaves, 64);
        var json = Encoding.UTF8.GetString(await Drawn.Json(Drawn.File(9, 4) with { Leaves = leaves }));

        Assert.True(Ticket(await Check(json, "3", hash)));
        Assert.False(Ticket(await Check(json, "2", hash)));
        Assert.False(Ticket(await Check(json, "5")));

        static bool Ticket(JsonElement findings) =>
            findings.EnumerateArray().Single(finding => finding.GetProperty("step").GetString() == "ticket").GetProperty("holds").GetBoolean();
    }

    private async Task<JsonElement> Check(string json, params string[] ticket)
    {
        foreach (var module in new[] { "draw.js", "hashing.js", "sha256.js" })
        {
            File.Copy(Path.Combine(RepositoryRoot.Find()!, "src", "Queue", "wwwroot", module), folder.File(module), overwrite: true);
        }

        await File.WriteAllTextAsync(folder.File("package.json"), """{"type":"module"}""");
        await File.WriteAllTextAsync(folder.File("main.mjs"), Main);
        await File.WriteAllTextAsync(folder.File("draw.json"), json);
        using var node = Process.Start(new ProcessStartInfo("node", [folder.File("main.mjs"), folder.File("draw.json"), .. ticket])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var patience = new CancellationTokenSource(Patience);
        var answer = node.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = node.StandardError.ReadToEndAsync(patience.Token);
        await node.WaitForExitAsync(patience.Token);
        output.WriteLine(await errors);
        Assert.Equal(0, node.ExitCode);
        return JsonElement.Parse(await answer);
    }

    private static string Other(string text) => (text[0] == '0' ? '1' : '0') + text[1..];
}
