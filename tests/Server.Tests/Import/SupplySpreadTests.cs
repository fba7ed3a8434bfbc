using WaitingRoom.Server.Import;

namespace WaitingRoom.Server.Tests.Import;

public sealed class SupplySpreadTests
{
    private static readonly DateOnly Delivered = new(2021, 3, 1);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(13)]
    [InlineData(9750)]
    [InlineData(1_000_003)]
    public void Every_dose_goes_to_some_day_of_the_week_after_the_delivery(int doses)
    {
        var shares = SupplySpread.OverDays(Delivered, doses, ["a", "b", "c"]).ToArray();
        Assert.Equal(doses, shares.Sum(s => s.Doses));
        Assert.All(shares, s => Assert.InRange(s.Day.Date.DayNumber - Delivered.DayNumber, 1, 7));
    }

    [Fact]
    public void The_remainder_goes_to_the_first_centre_and_the_earlier_days()
    {
        var shares = SupplySpread.OverDays(Delivered, 23, ["a", "b"]).ToArray();
        Assert.Equal([2, 2, 2, 2, 2, 1, 1], shares.Where(s => s.Day.Centre == "a").Select(s => s.Doses));
        Assert.Equal([2, 2, 2, 2, 1, 1, 1], shares.Where(s => s.Day.Centre == "b").Select(s => s.Doses));
    }

    [Fact]
    public void A_days_doses_are_spread_over_its_slots_and_no_dose_is_lost()
    {
        for (var doses = 0; doses <= 400; doses += 7)
        {
            for (var phase = 0; phase < SupplySpread.Slots; phase += 11)
            {
                var places = SupplySpread.OverSlots("comirnaty", doses, phonePercent: 20, phase);
                Assert.Equal(doses, places.Sum(p => p.Web + p.Phone));
                Assert.Equal((doses * 20 + 50) / 100, places.Sum(p => p.Phone));
                Assert.All(places, p => Assert.True(p.Web >= 0 && p.Phone >= 0));
                Assert.All(places, p => Assert.InRange(p.Web + p.Phone, 1, (doses / SupplySpread.Slots) + 1));
            }
        }
    }

    [Fact]
    public void Slots_lie_within_opening_hours()
    {
        var places = SupplySpread.OverSlots("moderna", 600, phonePercent: 0, phase: 0);
        Assert.Equal(60, places.Count);
        Assert.Equal(new TimeOnly(8, 0), places[0].Slot.Start);
        Assert.Equal(new TimeOnly(17, 50), places[^1].Slot.Start);
        Assert.All(places, p => Assert.Equal(10, p.Web));
    }
}
