using System.Diagnostics;
using System.Text;
using WaitingRoom.Grains.Draws;
using Xunit.Abstractions;

namespace WaitingRoom.Queue.Tests.Draws;

public sealed class DrawCheckTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1000)]
    public async Task An_honest_file_is_verified_after_writing_and_reading(int count)
    {
        var file = DrawFileReading.Read(await Drawn.Json(Drawn.File(1, count)));
        Assert.All(DrawCheck.Of(file), finding => Assert.True(finding.Holds, finding.Says));
    }

    /// <summary>Which steps see it: each change by itself, everything else as it was published.</summary>
    [Theory]
    [InlineData("secret", DrawStep.Commitment, DrawStep.Seed)]
    [InlineData("commitment", DrawStep.Commitment)]
    [InlineData("beacon value", DrawStep.Seed)]
    [InlineData("seed", DrawStep.Seed)]
    [InlineData("root", DrawStep.Root)]
    [InlineData("count", DrawStep.Count)]
    [InlineData("a leaf", DrawStep.Root, DrawStep.Seed)]
    [InlineData("two leaves exchanged", DrawStep.Root, DrawStep.Seed)]
    [InlineData("a leaf added", DrawStep.Count)]
    [InlineData("a leaf added and counted", DrawStep.Root, DrawStep.Seed)]
    [InlineData("a leaf left out and counted", DrawStep.Root, DrawStep.Seed)]
    [InlineData("state", DrawStep.Complete)]
    public void Any_change_is_seen(string what, params DrawStep[] seenBy)
    {
        var honest = Drawn.File(2, 50);
        Assert.All(DrawCheck.Of(honest), finding => Assert.True(finding.Holds, finding.Says));
        var leaves = honest.Leaves!;
        var changed = what switch
        {
            "secret" => honest with { Secret = Other(honest.Secret!) },
            "commitment" => honest with { Commitment = Other(honest.Commitment) },
            "beacon value" => honest with { BeaconValue = Other(honest.BeaconValue!) },
            "seed" => honest with { Seed = Other(honest.Seed!) },
            "root" => honest with { RosterRoot = Other(honest.RosterRoot!) },
            "count" => honest with { Count = 49 },
            "a leaf" => honest with { Leaves = [(byte)(leaves[0] ^ 1), .. leaves[1..]] },
            "two leaves exchanged" => honest with { Leaves = [.. leaves[32..64], .. leaves[..32], .. leaves[64..]] },
            "a leaf added" => honest with { Leaves = [.. leaves, .. Drawn.Bytes(3, 0)] },
            "a leaf added and counted" => honest with { Leaves = [.. leaves, .. Drawn.Bytes(3, 0)], Count = 51 },
            "a leaf left out and counted" => honest with { Leaves = leaves[32..], Count = 49 },
            "state" => honest with { State = DrawFile.AwaitingDraw },
            _ => throw new ArgumentOutOfRangeException(nameof(what)),
        };

        Assert.Equal(seenBy, DrawCheck.Of(changed).Where(finding => !finding.Holds).Select(finding => finding.Step));
    }

    [Fact]
    public void A_changed_roster_secret_or_value_gives_other_places()
    {
        var file = Drawn.File(2, 50);
        var draw = new Draw(new DrawCommitment(file.Commitment, file.Beacon), 50, file.RosterRoot!, file.Secret!, file.BeaconValue!);
        var places = draw.Permutation()!.All().ToArray();
        Assert.All(
            [draw with { Secret = Other(draw.Secret) }, draw with { BeaconValue = Other(draw.BeaconValue) }, draw with { RosterRoot = Other(draw.RosterRoot) }],
            other => Assert.NotEqual(places, other.Permutation()!.All()));
    }

    [Fact]
    public void A_ticket_is_found_at_its_own_number_only()
    {
        var file = Drawn.File(4, 33);
        var leaf = Drawn.Bytes(4, 11);

        Assert.True(Ticket(12, leaf));
        Assert.True(Ticket(12, default));
        Assert.False(Ticket(13, leaf));
        Assert.False(Ticket(12, Drawn.Bytes(5, 11)));
        Assert.False(Ticket(34, default));
        Assert.False(Ticket(0, default));

        bool Ticket(long number, byte[]? own) => DrawCheck.Of(file, number, own).Single(finding => finding.Step == DrawStep.Ticket).Holds;
    }

    [Theory]
    [InlineData("{}", "format")]
    [InlineData("[]", "object")]
    [InlineData("{\"format\":\"waiting-room-draw/2\"}", "waiting-room-draw/2")]
    [InlineData("{\"count\":1,\"count\":2}", "twice")]
    [InlineData("{\"leaves\":[\"00\"]}", "leaf 1")]
    [InlineData("{\"leaves\":[1]}", "leaves")]
    [InlineData("{\"count\":1.5}", "draw file")]
    [InlineData("{\"format\":", "draw file")]
    public void What_is_no_draw_file_is_refused_with_the_reason(string json, string reason) =>
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => DrawFileReading.Read(Encoding.UTF8.GetBytes(json))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_million_tickets_are_drawn_written_read_and_verified()
    {
        const int Count = 1_000_000;
        var clock = Stopwatch.StartNew();
        var file = Drawn.File(6, Count);
        Tell("roster hashed");
        var permutation = new Permutation(Convert.FromHexString(file.Seed!), Count);
        var places = permutation.All().ToArray();
        Tell("drawn");
        var json = await Drawn.Json(file);
        Tell($"written, {json.Length / 1_000_000} MB");
        var findings = DrawCheck.Of(DrawFileReading.Read(json), 777_777);
        Tell("read and verified");

        Assert.All(findings, finding => Assert.True(finding.Holds, finding.Says));
        Assert.Contains($"place {places[777_776] + 1} of", findings[^1].Says, StringComparison.Ordinal);
        Assert.Equal(Count, places.Distinct().Count());
        Assert.Equal(permutation.Of(123_456), places[123_456]);

        void Tell(string what)
        {
            output.WriteLine($"{clock.ElapsedMilliseconds,6} ms  {what}");
            clock.Restart();
        }
    }

    private static string Other(string hex) => (hex[0] == '0' ? '1' : '0') + hex[1..];
}
