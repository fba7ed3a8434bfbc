using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WaitingRoom.Support;

namespace WaitingRoom.Server.Tests.Running;

/// <summary>The command <c>verify-draw</c> as a process, on the draw that docs/draw.md gives as its example.</summary>
public sealed partial class VerifyDrawTests : IDisposable
{
    private static readonly string Document = File.ReadAllText(Path.Combine(RepositoryRoot.Find()!, "docs", "draw.md"));

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task An_honest_draw_is_verified_and_tells_the_place_of_a_ticket()
    {
        var draw = Draw();
        var ticket = Ticket(5, "impfung", JsonNode.Parse(Block("bsh"))![4]!.GetValue<string>());
        var place = JsonNode.Parse(Block("places"))![4]!.GetValue<int>();
        foreach (var named in (string[])["5", ticket])
        {
            var (exitCode, output, errors) = await Verify(draw, "--ticket", named, "--commitment", draw["commitment"]!.GetValue<string>(), "--beacon-value", draw["beaconValue"]!.GetValue<string>());
            Assert.Equal((0, ""), (exitCode, errors));
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"number 5 is in the roster and has place {place} of 7"), output, StringComparison.Ordinal);
            Assert.DoesNotContain("DIFFERS", output, StringComparison.Ordinal);
            Assert.EndsWith("Verified: everybody's place follows from this file.", output.TrimEnd(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("secret", "commitment")]
    [InlineData("commitment", "commitment")]
    [InlineData("beaconValue", "seed")]
    [InlineData("rosterRoot", "root")]
    [InlineData("seed", "seed")]
    public async Task What_differs_is_said_and_the_exit_code_is_1(string member, string step)
    {
        var draw = Draw();
        var text = draw[member]!.GetValue<string>();
        draw[member] = (text[0] == '0' ? '1' : '0') + text[1..];
        var (exitCode, output, _) = await Verify(draw);
        Assert.Equal(1, exitCode);
        Assert.Contains($"DIFFERS {step}:", output, StringComparison.Ordinal);
        Assert.Contains("NOT VERIFIED", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_elses_ticket_another_promise_and_another_value_are_not_verified()
    {
        var draw = Draw();
        var own = JsonNode.Parse(Block("bsh"))![4]!.GetValue<string>();
        string[][] lies =
        [
            ["--ticket", "8"], ["--ticket", Ticket(4, "impfung", own)], ["--ticket", Ticket(5, "reise", own)],
            ["--commitment", new string('0', 64)], ["--beacon-value", "7"],
        ];
        foreach (var lie in lies)
        {
            var (exitCode, output, _) = await Verify(draw, lie);
            Assert.Equal(1, exitCode);
            Assert.Single(output.Split('\n'), line => line.StartsWith("DIFFERS", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task What_cannot_be_read_is_one_clear_line_and_exit_code_2()
    {
        await File.WriteAllTextAsync(folder.File("other.json"), "{}");
        string[][] unreadable =
        [
            ["verify-draw"], ["verify-draw", folder.File("none.json")], ["verify-draw", folder.File("other.json")],
            ["verify-draw", folder.File("other.json"), "--ticket", "0"], ["verify-draw", folder.File("other.json"), "--ticket", "a.b"],
        ];
        foreach (var arguments in unreadable)
        {
            var (exitCode, output, errors) = await ServerProcess.Run(arguments);
            Assert.Equal((2, ""), (exitCode, output));
            Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    private async Task<(int ExitCode, string Output, string Errors)> Verify(JsonNode draw, params string[] more)
    {
        await File.WriteAllTextAsync(folder.File("draw.json"), draw.ToJsonString());
        return await ServerProcess.Run(["verify-draw", folder.File("draw.json"), .. more]);
    }

    private static JsonNode Draw() => JsonNode.Parse(Block("draw"))!;

    private static string Ticket(long number, string room, string browserHash)
    {
        var claims = new JsonObject { ["room"] = room, ["num"] = number, ["cnf"] = new JsonObject { ["bsh"] = browserHash } };
        return $"{Part("{}")}.{Part(claims.ToJsonString())}.{Part("signature")}";

        static string Part(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    private static string Block(string name) => Blocks().Matches(Document).Single(block => block.Groups[1].Value == name).Groups[2].Value;

    [GeneratedRegex("```json (\\w+)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
