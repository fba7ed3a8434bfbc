using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;
using WaitingRoom.Booking.Availability;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Booking.Offers;
using WaitingRoom.Grains.Campaigns;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Booking.Tests.Offers;

public sealed class OfferSearchTests
{
    private static readonly DateTimeOffset Now = new(2021, 3, 1, 8, 30, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2021, 3, 1);
    private static readonly Vaccine Two = new("two", "Two", 2, 3, 6);
    private static readonly Vaccine One = new("one", "One", 1, 0, 0);
    private static readonly string[] Postcodes = ["01067", "01662", "04109", "09111"];

    /// <summary>Against trying every seat with every other, on boards made from the seed: dense ones, sparse ones and nearly empty ones.</summary>
    [Property(MaxTest = 500)]
    public void The_offers_are_the_earliest_that_there_are(int seed)
    {
        var random = new Random(seed);
        var vaccine = random.Next(4) == 0 ? One : Two;
        var postcode = Postcodes[random.Next(Postcodes.Length)];
        var edition = Edition();
        var (board, seats) = RandomBoard(random, vaccine.Id);
        DateOnly? from = random.Next(3) == 0 ? Today.AddDays(random.Next(-2, 8)) : null;

        var found = new OfferSearch(board, new FakeTimeProvider(Now)).Find(new OfferQuery(1, vaccine, postcode, from, Channel.Web), edition);
        var expected = Exhaustive(seats, vaccine, postcode, from ?? Today, edition);

        Assert.Equal(expected.Take(OfferSearch.MostOffers), found.Offers.Select(o => string.Join(" + ", o.Legs.Select(l => $"{l.Centre.Id} {l.Date:yyyy-MM-dd} {l.Time}"))));
        Assert.Equal(found.Offers.Count > 0, found.Nearest is not null);
        if (found.Nearest is { } nearest)
        {
            Assert.Equal(found.EarlierElsewhere, found.Offers[0].Legs[0].Date < nearest.Legs[0].Date);
            Assert.DoesNotContain(found.Offers, o => o.Rank < nearest.Rank);
        }
    }

    [Fact]
    public void The_random_boards_know_all_three_cases()
    {
        // Otherwise the property above would prove less than it says.
        var cases = Enumerable.Range(0, 500).Select(seed =>
        {
            var random = new Random(seed);
            random.Next(4);
            random.Next(Postcodes.Length);
            var (board, _) = RandomBoard(random, Two.Id);
            var found = new OfferSearch(board, new FakeTimeProvider(Now)).Find(new OfferQuery(1, Two, "01067", null, Channel.Web), Edition());
            return found.Offers.Count == 0 ? "none" : found.Offers[0].Legs[0].Centre == found.Offers[0].Legs[1].Centre ? "same" : "two centres";
        }).ToHashSet();
        Assert.Equal(["none", "same", "two centres"], cases.Order());
    }

    [Fact]
    public void Held_seats_are_counted_openly_when_nothing_is_free()
    {
        var board = new AvailabilityBoard();
        Apply(board, "01067", Today.AddDays(1), "one", [(600, 0)], held: 3, nextHoldEnds: Now.AddMinutes(8.5));
        var found = new OfferSearch(board, new FakeTimeProvider(Now)).Find(new OfferQuery(1, One, "01067", null, Channel.Web), Edition());
        Assert.Empty(found.Offers);
        Assert.Equal(new HeldSeats(3, Now.AddMinutes(8.5), 9), found.Held);
    }

    [Fact]
    public void A_farther_earlier_centre_is_said_and_the_nearest_is_kept_beside_it()
    {
        var board = new AvailabilityBoard();
        Apply(board, "01067", Today.AddDays(5), "one", [(600, 1)]);
        Apply(board, "04109", Today.AddDays(1), "one", [(600, 1)]);
        Apply(board, "06108", Today, "one", [(900, 1)]);
        var found = new OfferSearch(board, new FakeTimeProvider(Now)).Find(new OfferQuery(1, One, "01099", null, Channel.Web), Edition());
        Assert.Equal(["04109", "01067"], found.Offers.Select(o => o.Legs[0].Centre.Id));
        Assert.Equal("01067", found.Nearest!.Legs[0].Centre.Id);
        Assert.True(found.EarlierElsewhere);
    }

    [Fact]
    public void Nearer_is_more_leading_digits_in_common_then_the_smaller_difference() => Assert.Equal(
        ["01067", "01069", "01099", "01662", "02625", "04109", "99084"],
        new[] { "99084", "04109", "01662", "01099", "02625", "01069", "01067" }.OrderBy(p => Nearness.Between("01067", p)));

    private static List<string> Exhaustive(List<(Centre Centre, DateOnly Date, int Minute)> seats, Vaccine vaccine, string postcode, DateOnly from, CampaignEdition edition)
    {
        // 09:30 at the centre's clock: what has begun is over.
        var free = seats.Where(s => s.Date >= from && s.Date >= Today && (s.Date > Today || s.Minute > 570) && s.Centre.BookingGroup == 1).ToList();
        var rank = edition.CentresOf(1).OrderBy(c => CommonDigits(postcode, c.Postcode)).ThenBy(c => Math.Abs(int.Parse(postcode, null) - int.Parse(c.Postcode, null))).Select((c, i) => (c.Id, i)).ToDictionary(x => x.Id, x => x.i);
        if (vaccine.Doses == 1)
        {
            return [.. free.GroupBy(s => (s.Centre.Id, s.Date)).Select(g => g.MinBy(s => s.Minute)).OrderBy(s => s.Date).ThenBy(s => rank[s.Centre.Id]).Select(Say)];
        }

        var pairs = (from a in free
                     from b in free
                     let days = b.Date.DayNumber - a.Date.DayNumber
                     where days >= vaccine.MinDays && days <= vaccine.MaxDays
                     select (First: a, Second: b)).ToList();
        var same = pairs.Where(p => p.First.Centre.Id == p.Second.Centre.Id).ToList();
        return [.. (same.Count > 0 ? same : pairs)
            .GroupBy(p => (p.First.Centre.Id, p.First.Date))
            .Select(g => g.OrderBy(p => p.First.Minute).ThenBy(p => p.Second.Date).ThenBy(p => rank[p.Second.Centre.Id]).ThenBy(p => p.Second.Minute).First())
            .OrderBy(p => p.First.Date).ThenBy(p => rank[p.First.Centre.Id])
            .Select(p => $"{Say(p.First)} + {Say(p.Second)}")];
    }

    private static int CommonDigits(string one, string other) => -Enumerable.Range(0, 5).TakeWhile(i => one[i] == other[i]).Count();

    private static string Say((Centre Centre, DateOnly Date, int Minute) seat) => $"{seat.Centre.Id} {seat.Date:yyyy-MM-dd} {seat.Minute / 60:00}:{seat.Minute % 60:00}";

    private static (AvailabilityBoard Board, List<(Centre Centre, DateOnly Date, int Minute)> Seats) RandomBoard(Random random, string vaccine)
    {
        var board = new AvailabilityBoard();
        var seats = new List<(Centre, DateOnly, int)>();
        var density = random.Next(3) switch { 0 => 0.02, 1 => 0.12, _ => 0.6 };
        foreach (var centre in Edition().Campaign.Centres)
        {
            for (var day = -1; day < 12; day++)
            {
                if (random.Next(4) == 0)
                {
                    continue;
                }

                var date = Today.AddDays(day);
                var slots = Enumerable.Range(0, 4).Select(i => (Minute: 540 + (i * 60), Free: random.NextDouble() < density ? random.Next(1, 3) : 0)).ToArray();
                Apply(board, centre.Id, date, vaccine, slots);
                seats.AddRange(slots.Where(s => s.Free > 0).Select(s => (centre, date, s.Minute)));
            }
        }

        return (board, seats);
    }

    private static void Apply(AvailabilityBoard board, string centre, DateOnly date, string vaccine, (int Minute, int Free)[] slots, int held = 0, DateTimeOffset? nextHoldEnds = null)
    {
        var day = new DayId(centre, date);
        var free = slots.Select(s => s.Free).ToArray();
        board.Apply(new AvailabilityRow(day, 1, new DayAvailability(day, "Europe/Berlin", false, nextHoldEnds,
            [new VaccineAvailability(vaccine, [.. slots.Select(s => s.Minute)], free, [.. free.Select(_ => 9)], [held, .. free.Skip(1).Select(_ => 0)], [.. free.Select(f => f + 20)])]).ToJson()));
    }

    private static CampaignEdition Edition() => new(1, new Campaign("", [Two, One],
        [.. Postcodes.Select(p => new Centre(p, p, p, p, "DE-SN", 1, "Europe/Berlin")), new Centre("06108", "06108", "Halle", "Halle", "DE-ST", 2, "Europe/Berlin")], 0, 10, null));
}
