using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using WaitingRoom.Grains.Draws;
using WaitingRoom.Support;

namespace WaitingRoom.Queue.Tests.Draws;

/// <summary>The numbers in docs/draw.md are the ones that this program computes; they were first computed by another program, written from the text alone.</summary>
public sealed partial class DrawDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(RepositoryRoot.Find()!, "docs", "draw.md"));

    private static readonly string[] BrowserHashes = Read<string[]>("bsh");

    private static readonly DrawFile File7 = DrawFileReading.Read(Encoding.UTF8.GetBytes(Block("draw")));

    [Fact]
    public void The_leaves_follow_from_room_and_browser() =>
        Assert.Equal(BrowserHashes.SelectMany(hash => RosterLeaf.Of(File7.Room, hash)), File7.Leaves!);

    [Fact]
    public void The_draw_is_verified_with_the_ticket_of_each_browser() => Assert.All(
        BrowserHashes.Index(),
        browser => Assert.All(
            DrawCheck.Of(File7, browser.Index + 1, RosterLeaf.Of(File7.Room, browser.Item)),
            finding => Assert.True(finding.Holds, finding.Says)));

    [Fact]
    public void The_places_are_the_ones_in_the_document() =>
        Assert.Equal(Read<long[]>("places"), new Permutation(Convert.FromHexString(File7.Seed!), File7.Count).All().Select(place => place + 1));

    [Fact]
    public void The_receipts_are_the_ones_in_the_document()
    {
        var tree = RosterTree.Of(File7.Leaves!);
        var receipt = Read<JsonElement>("receipt");
        Assert.Equal(receipt.GetProperty("path").EnumerateArray().Select(hash => hash.GetString()), tree.Proof(receipt.GetProperty("index").GetInt32()).Select(Convert.ToHexStringLower));
        Assert.Equal(receipt.GetProperty("leafHash").GetString(), Convert.ToHexStringLower(MerkleTree.LeafHash(tree.Leaf(4))));
        Assert.Equal(receipt.GetProperty("root").GetString(), File7.RosterRoot);
        Assert.Equal(Read<string[]>("path"), tree.Proof(6).Select(Convert.ToHexStringLower));
    }

    private static T Read<T>(string name) => JsonSerializer.Deserialize<T>(Block(name))!;

    private static string Block(string name) => Blocks().Matches(Document).Single(block => block.Groups[1].Value == name).Groups[2].Value;

    [GeneratedRegex("```json (\\w+)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
