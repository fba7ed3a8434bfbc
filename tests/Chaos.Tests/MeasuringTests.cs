using Microsoft.Extensions.Time.Testing;
using WaitingRoom.Chaos.Journal;
using WaitingRoom.Chaos.Nodes;

namespace WaitingRoom.Chaos.Tests;

public sealed class MeasuringTests
{
    [Fact]
    public void An_outage_lasts_from_the_first_refusal_of_a_day_to_its_next_success()
    {
        var time = new FakeTimeProvider();
        var outages = new Outages(time);
        outages.Answered(["a/1"]);
        outages.Refused(["a/1", "b/1"]);
        time.Advance(TimeSpan.FromSeconds(2));
        outages.Refused(["a/1"]);
        time.Advance(TimeSpan.FromSeconds(3));
        outages.Answered(["a/1"]);
        Assert.Equal((TimeSpan.FromSeconds(5), "a/1", 1), outages.EndRound());
        Assert.Equal((TimeSpan.Zero, "", 0), outages.EndRound());
    }

    [Fact]
    public void A_counter_is_read_by_its_whole_name()
    {
        const string text = "# TYPE waitingroom_grains_fences_total counter\nwaitingroom_grains_fences_total_ever 9\nwaitingroom_grains_fences_total 7\n";
        Assert.Equal(7, CounterBook.Find(text, CounterBook.Fences));
        Assert.Null(CounterBook.Find(text, CounterBook.Reloads));
    }

    [Theory]
    [InlineData("2026-11-23 04:22:11.123 UTC [7] ERROR:  duplicate key value violates unique constraint \"ledger_sequence\"", true)]
    [InlineData("2026-11-23 04:22:11.123 UTC [7] ERROR:  duplicate key value violates unique constraint \"appointments_seat\"", true)]
    [InlineData("2026-11-23 04:22:11.123 UTC [7] ERROR:  duplicate key value violates unique constraint \"waitlist_offers\"", false)]
    [InlineData("2026-11-23 04:22:11.123 UTC [7] DETAIL:  Key (stream, seq)=(room/impfung, 7) already exists in ledger_sequence.", false)]
    public void A_collision_is_read_from_the_databases_log(string line, bool isCollision) => Assert.Equal(isCollision, World.CollisionLog.IsCollision(line));

    [Fact]
    public void A_node_is_started_by_its_template()
    {
        var place = new NodePlace("Host=x", 1, 2, 3, ["A=b", "C=d"]);
        Assert.Equal(
            ["dotnet", "x.dll", "serve", "--database", "Host=x", "--port", "1", "--no-demo", "--set", "A=b", "--set", "C=d"], HostTemplate.Server("x.dll").CommandFor(place, demo: false));
        Assert.Equal(["node", "1:2:3"], HostTemplate.Cluster("x.dll").With("node  {port}:{silo}:{gateway} {demo}").CommandFor(place, demo: true));
    }
}
