using FsCheck.Xunit;
using WaitingRoom.Grains.Days;

namespace WaitingRoom.Grains.Tests.Days;

public sealed class SeatMapTests
{
    [Property(MaxTest = 300)]
    public void A_seat_map_agrees_with_a_plain_set(byte[] seats)
    {
        var map = default(SeatMap);
        var set = new HashSet<int>();
        foreach (var seat in seats)
        {
            // A seat named twice is given back.
            map = set.Add(seat) ? map.With(seat) : map.Without(seat);
            if (!map.Contains(seat))
            {
                set.Remove(seat);
            }

            Assert.Equal(set.Count, map.Count);
            Assert.Equal(Enumerable.Range(0, 300).First(s => !set.Contains(s)), map.LowestFree());
            Assert.All(Enumerable.Range(0, 300), s => Assert.Equal(set.Contains(s), map.Contains(s)));
        }
    }

    [Fact]
    public void A_seat_cannot_be_taken_twice_or_given_back_twice()
    {
        var map = default(SeatMap).With(70);
        Assert.Throws<InvalidOperationException>(() => map.With(70));
        Assert.Throws<InvalidOperationException>(() => map.Without(69));
    }
}
