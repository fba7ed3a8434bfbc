using System.Globalization;
using Dapper;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Storage.Tests.Databases;
using Xunit;
using Xunit.Abstractions;

namespace WaitingRoom.Storage.Tests.Races;

/// <summary>
/// 64 callers reach for the last seat through two writers that both believe to be the only one, each with a store of its own on one database. Run
/// with both walls, and as controls with one and with both of them removed.
/// </summary>
[Collection(SharedPostgres.Name)]
public sealed class Scenario_17_race_suite(PostgresFixture postgres, ITestOutputHelper output)
{
    private const int Callers = 64;

    /// <summary>Rounds of 64 tries that make 100,000.</summary>
    private const int Rounds = 1563;

    private const int ControlRounds = 100;

    /// <summary>Rounds under way at once, each on a day of its own.</summary>
    private const int Width = 100;

    [Theory]
    [InlineData(TestDatabases.Sqlite)]
    [InlineData(TestDatabases.Postgres)]
    public async Task With_the_fence_nobody_books_a_seat_twice_in_100_000_tries(string engine)
    {
        await using var database = await TestDatabases.CreateAsync(engine, postgres);
        var race = await RaceAsync(database, Rounds);

        Assert.True(race.Tries >= 100_000);
        Assert.All(race.BookedPerRound, booked => Assert.Equal(1, booked));
        Assert.Equal(0, race.Unanswered);
        Assert.Equal(0, race.Counters.SeatsRefused);

        // The writers did collide: a race that nobody ran would pass as well.
        Assert.InRange(race.Counters.Fences, Rounds / 10, long.MaxValue);
        Assert.Equal((Rounds, Rounds), await StoredAsync(database));
    }

    [Theory]
    [InlineData(TestDatabases.Sqlite)]
    [InlineData(TestDatabases.Postgres)]
    public async Task With_the_fence_removed_the_wall_around_seats_holds(string engine)
    {
        await using var database = await TestDatabases.CreateAsync(engine, postgres);
        var race = await RaceAsync(database, ControlRounds, database.RemoveFenceAsync);

        Assert.All(race.BookedPerRound, booked => Assert.Equal(1, booked));
        Assert.Equal(0, race.Unanswered);
        Assert.Equal(0, race.Counters.Fences);
        Assert.InRange(race.Counters.SeatsRefused, 1, long.MaxValue);
        Assert.Equal((ControlRounds, ControlRounds), await StoredAsync(database));
    }

    [Theory]
    [InlineData(TestDatabases.Sqlite)]
    [InlineData(TestDatabases.Postgres)]
    public async Task With_both_removed_seats_are_booked_twice(string engine)
    {
        await using var database = await TestDatabases.CreateAsync(engine, postgres);
        var race = await RaceAsync(database, ControlRounds, async () =>
        {
            await database.RemoveFenceAsync();
            await database.RemoveSeatWallAsync();
        });

        Assert.Contains(2, race.BookedPerRound);
        var (appointments, seats) = await StoredAsync(database);
        Assert.True(appointments > seats);
    }

    private async Task<Race> RaceAsync(ITestDatabase database, int rounds, Func<Task>? removeGuards = null)
    {
        await using var first = await Store.OpenAsync(database.Options);
        await using var second = await Store.OpenAsync(database.Options);
        if (removeGuards is not null)
        {
            await removeGuards();
        }

        var race = new Race(rounds);
        var started = TimeProvider.System.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, rounds),
            new ParallelOptions { MaxDegreeOfParallelism = Width },
            async (round, _) => await RoundAsync(first, second, round, race));
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{race.Tries} tries in {seconds:F1} s, {race.Counters.Fences} fences, {race.Counters.SeatsRefused} seats refused, {race.BookedPerRound.Count(b => b > 1)} seats booked twice"));
        return race;
    }

    private static async Task RoundAsync(Store first, Store second, int round, Race race)
    {
        var day = OneSeat.Day(round);
        await using var one = OneSeat.Writer(first, day, race.Counters);
        await using var other = OneSeat.Writer(second, day, race.Counters);
        await OneSeat.OfferAsync(one, seats: 1);

        // Both know the day before the race begins; otherwise the slower one would read the result instead of racing.
        await other.Read();
        var replies = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller =>
            OneSeat.Book(caller % 2 == 0 ? one : other, string.Create(CultureInfo.InvariantCulture, $"{round}/{caller}"))));
        race.Add(round, replies.Count(OneSeat.IsBooked), replies.Count(r => !OneSeat.IsBooked(r) && !OneSeat.IsFull(r)));
    }

    /// <summary>How many appointments there are, and on how many seats.</summary>
    private static async Task<(long Appointments, long Seats)> StoredAsync(ITestDatabase database)
    {
        await using var connection = await database.ConnectAsync();
        return await connection.QuerySingleAsync<(long, long)>("""
            SELECT (SELECT count(*) FROM appointments), (SELECT count(*) FROM (SELECT DISTINCT centre, date, slot, seat FROM appointments) AS seats)
            """);
    }

    private sealed class Race(int rounds)
    {
        private int unanswered;

        public int Tries => BookedPerRound.Length * Callers;

        public int[] BookedPerRound { get; } = new int[rounds];

        /// <summary>Callers who were told neither "booked" nor "full".</summary>
        public int Unanswered => unanswered;

        public WriterCounters Counters { get; } = new();

        public void Add(int round, int booked, int without)
        {
            BookedPerRound[round] = booked;
            Interlocked.Add(ref unanswered, without);
        }
    }
}
