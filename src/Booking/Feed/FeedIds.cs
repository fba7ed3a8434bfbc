using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WaitingRoom.Booking.Feed;

/// <summary>Ids as the specification and FHIR both allow them: 1 to 64 letters, digits, hyphens and dots; different things have different ids.</summary>
internal static class FeedIds
{
    private const int Longest = 64;

    public static string OfLocation(string centre) => Join(centre);

    public static string OfSchedule(string centre, string vaccine) => Join(centre, vaccine);

    public static string OfSlot(string centre, string vaccine, DateOnly date, string status) => Join(centre, vaccine, date.ToString("yyyyMMdd", CultureInfo.InvariantCulture), status);

    /// <summary>A campaign may name its centres as it likes; what would not fit, or would read like two parts, stands as its hash.</summary>
    private static string Join(params ReadOnlySpan<string> parts)
    {
        var id = string.Join('.', parts!);
        var plain = id.Length <= Longest;
        foreach (var part in parts)
        {
            plain &= part.Length > 0 && part.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
        }

        return plain ? id : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts!))).AsSpan(0, 24));
    }
}
