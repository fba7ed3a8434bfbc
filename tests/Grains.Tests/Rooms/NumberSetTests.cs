using FsCheck;
using FsCheck.Xunit;
using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Grains.Tests.Rooms;

public sealed class NumberSetTests
{
    [Property(MaxTest = 200)]
    public void A_number_set_agrees_with_a_plain_set(NonNegativeInt[] numbers)
    {
        var set = NumberSet.Empty;
        var plain = new HashSet<long>();
        foreach (var number in numbers.Select(n => (long)n.Get * 997))
        {
            set = set.Add(number);
            plain.Add(number);
            Assert.Equal(plain.Count, set.Count);
            Assert.True(set.Contains(number));
            Assert.Equal(plain.Contains(number + 1), set.Contains(number + 1));
        }

        Assert.Equal(plain.Count, NumberSet.From(set.Chunks).Count);
    }
}
