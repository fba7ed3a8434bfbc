using WaitingRoom.Bench.Surge;
using Xunit;

namespace WaitingRoom.Support.Tests.Load;

public sealed class AdmissionWatchTests
{
    /// <summary>Six hundred a minute: 100 in ten seconds, 2 in a tick.</summary>
    private const int Ceiling = 600;

    [Fact]
    public void An_even_flow_at_the_ceiling_is_good()
    {
        var verdict = Judge(Enumerable.Repeat(2, 200));
        Assert.True(verdict is { NeverAboveBound: true, AlwaysWithinOnePercent: true, Most: 100, Windows: > 0 });
    }

    [Fact]
    public void Three_too_many_in_ten_seconds_are_seen()
    {
        var verdict = Judge(Enumerable.Repeat(2, 120).Append(5).Concat(Enumerable.Repeat(2, 60)));
        Assert.Equal((103, false), (verdict.Most, verdict.NeverAboveBound));
    }

    [Fact]
    public void Two_too_few_in_ten_seconds_are_seen()
    {
        var verdict = Judge(Enumerable.Repeat(2, 120).Append(0).Concat(Enumerable.Repeat(2, 60)));
        Assert.Equal((98, false), (verdict.LeastWhileWaiting, verdict.AlwaysWithinOnePercent));
    }

    [Fact]
    public void Where_nobody_waits_few_may_come_in()
    {
        var watch = new AdmissionWatch(Ceiling);
        foreach (var _ in Enumerable.Range(0, 200))
        {
            watch.Add(0, crowded: false);
        }

        // Nothing was seen of a crowd, so nothing is claimed about one.
        Assert.True(watch.Judge() is { Windows: 0, AlwaysWithinOnePercent: false, NeverAboveBound: true });
    }

    private static AdmissionVerdict Judge(IEnumerable<int> admissions)
    {
        var watch = new AdmissionWatch(Ceiling);
        foreach (var admitted in admissions)
        {
            watch.Add(admitted, crowded: true);
        }

        return watch.Judge();
    }
}
