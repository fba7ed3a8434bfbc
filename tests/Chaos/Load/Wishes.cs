using System.Buffers.Text;
using System.Globalization;

namespace WaitingRoom.Chaos.Load;

/// <summary>What one citizen wants; follows from the seed and the citizen's number alone.</summary>
internal sealed class Wishes
{
    private static readonly string[] Postcodes = ["01067", "01591", "01796", "01917", "02708", "04356", "04552", "08056", "08233", "09116", "09456", "09648"];

    private readonly Random random;

    public Wishes(int seed, int number)
    {
        // Neighbouring seeds of Random give related beginnings; far apart ones do not.
        random = new Random(unchecked((seed * 1_000_003) ^ (number * 7_919)));
        var secret = new byte[32];
        random.NextBytes(secret);
        Browser = Base64Url.EncodeToString(secret);
        Address = string.Create(CultureInfo.InvariantCulture, $"10.{number / 25_600 % 256}.{number / 100 % 256}.{1 + (number % 100)}");
        Vaccine = random.Next(2) == 0 ? "comirnaty" : "moderna";
        Postcode = Postcodes[random.Next(Postcodes.Length)];
        var mind = random.Next(100);
        (DropsOut, Cancels, Rebooks) = (mind < 4, mind is >= 4 and < 16, mind is >= 16 and < 28);
        ThinksFor = TimeSpan.FromMilliseconds(random.Next(50, 1_500));
        FirstNode = random.Next(1_000);
    }

    public string Browser { get; }

    /// <summary>A hundred citizens share a range, as at home.</summary>
    public string Address { get; }

    public string Vaccine { get; }

    public string Postcode { get; }

    /// <summary>Holds and never confirms.</summary>
    public bool DropsOut { get; }

    public bool Cancels { get; }

    public bool Rebooks { get; }

    /// <summary>Before changing what was booked.</summary>
    public TimeSpan ThinksFor { get; }

    public int FirstNode { get; }

    /// <summary>Nearly everybody wants one of the first; that is where people meet.</summary>
    public int ChooseOf(int count) => random.Next(Math.Min(count, 4));

    public int AnyNode() => random.Next(1_000);
}
