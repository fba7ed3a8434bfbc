using WaitingRoom.Bench.Alternative;
using Xunit;

namespace WaitingRoom.Support.Tests;

public sealed class PgbenchAlternativeTests
{
    private const int Seed = 3;

    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(100, 2, true)]
    public async Task Each_transaction_of_it_is_a_booking_in_the_database(int days, int slotsPerDay, bool pairs)
    {
        await using var cluster = await PostgresCluster.StartAsync(PostgresClusterOptions.NotDurable);

        var result = await new PgbenchAlternative(cluster).RunAsync(Run(days, slotsPerDay, pairs), CancellationToken.None);

        Assert.True(result.Transactions > 0);
        Assert.Equal(result.Transactions * (pairs ? 2 : 1), result.Rows);
        Assert.True(result.Latency.P99Ms >= result.Latency.P50Ms && result.Latency.P50Ms > 0);
    }

    /// <summary>The negative control of the check above: with ten seats most transactions book nothing.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_that_fills_its_slots_yields_no_figure(bool pairs)
    {
        await using var cluster = await PostgresCluster.StartAsync(PostgresClusterOptions.NotDurable);
        var run = Run(days: 50, slotsPerDay: 1, pairs) with { CapacityPerSlot = 10 };

        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => new PgbenchAlternative(cluster).RunAsync(run, CancellationToken.None));

        Assert.Contains("do not add up", error.Message, StringComparison.Ordinal);
    }

    private static AlternativeRun Run(int days, int slotsPerDay, bool pairs) =>
        new(days, slotsPerDay, pairs, Clients: 4, Seconds: 1, WarmUpSeconds: 1, Seed);
}
