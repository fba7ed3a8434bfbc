using System.Globalization;

namespace WaitingRoom.Booking.Offers;

/// <summary>
/// How near a centre is to a postcode, smaller is nearer. There are no coordinates, so German postcodes have to do: more leading digits in common is
/// nearer (they name regions, from the zone down to the delivery office), then the smaller numeric difference.
/// </summary>
internal readonly record struct Nearness(int DigitsApart, int Difference) : IComparable<Nearness>
{
    public static Nearness Between(string postcode, string centrePostcode)
    {
        var common = 0;
        while (common < Math.Min(postcode.Length, centrePostcode.Length) && postcode[common] == centrePostcode[common])
        {
            common++;
        }

        return new Nearness(Postcode.Length - common, Math.Abs(NumberOf(postcode) - NumberOf(centrePostcode)));
    }

    public int CompareTo(Nearness other)
    {
        var byDigits = DigitsApart.CompareTo(other.DigitsApart);
        return byDigits != 0 ? byDigits : Difference.CompareTo(other.Difference);
    }

    public static bool operator <(Nearness left, Nearness right) => left.CompareTo(right) < 0;

    public static bool operator >(Nearness left, Nearness right) => left.CompareTo(right) > 0;

    public static bool operator <=(Nearness left, Nearness right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Nearness left, Nearness right) => left.CompareTo(right) >= 0;

    private static int NumberOf(string postcode) => int.TryParse(postcode, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

internal static class Postcode
{
    public const int Length = 5;

    public static bool TryRead(string? typed, out string postcode)
    {
        postcode = (typed ?? "").Trim();
        return postcode.Length == Length && postcode.All(char.IsAsciiDigit);
    }
}
