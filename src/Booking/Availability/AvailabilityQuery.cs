using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace WaitingRoom.Booking.Availability;

/// <summary>What part of the board is asked for.</summary>
/// <param name="Vaccine">Null for all.</param>
/// <param name="Centre">Null for all.</param>
/// <param name="From">First date; null for today.</param>
/// <param name="Days">How many dates, 1 to <see cref="MostDays"/>.</param>
internal sealed record AvailabilityQuery(string? Vaccine, string? Centre, DateOnly? From, int Days)
{
    /// <summary>A campaign of nine months fits, a year's typing error does not grow the answer without bound.</summary>
    public const int MostDays = 400;

    private const int LongestId = 64;

    public static readonly AvailabilityQuery All = new(null, null, null, MostDays);

    public static bool TryParse(IQueryCollection query, out AvailabilityQuery parsed)
    {
        parsed = All;
        var (from, days) = ((DateOnly?)null, MostDays);
        if (query["from"].ToString() is { Length: > 0 } fromText)
        {
            if (!DateOnly.TryParseExact(fromText, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                return false;
            }

            from = date;
        }

        if (query["days"].ToString() is { Length: > 0 } daysText
            && (!int.TryParse(daysText, NumberStyles.None, CultureInfo.InvariantCulture, out days) || days is < 1 or > MostDays))
        {
            return false;
        }

        var (vaccine, centre) = (Word(query["vaccine"]), Word(query["centre"]));
        if (vaccine?.Length > LongestId || centre?.Length > LongestId)
        {
            return false;
        }

        parsed = new AvailabilityQuery(vaccine, centre, from, days);
        return true;
    }

    private static string? Word(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
