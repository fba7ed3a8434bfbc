using System.Globalization;

namespace WaitingRoom.Server.Import;

/// <summary>The file of deliveries: <c>date,vaccine,region,doses,facility</c>. Negative doses are returns.</summary>
internal static class DeliveryFile
{
    /// <summary>Germany's largest single delivery of 2021 was under a million doses; ten times that is a typing error.</summary>
    public const int MostDoses = 10_000_000;

    private const int LongestFacility = 100;

    private static readonly string[] Columns = ["date", "vaccine", "region", "doses", "facility"];

    /// <param name="vaccines">Ids of the vaccines that have a rule; a delivery of another one cannot be offered.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ParsedFile<Delivery> Read(string path, IReadOnlySet<string> vaccines)
    {
        var occurrences = new Dictionary<Delivery, int>();
        return CsvTable.Read<Delivery>(path, Columns, fields =>
        {
            var (row, fault) = Parse(fields, vaccines);
            if (row is null)
            {
                return (null, fault);
            }

            var occurrence = occurrences[row] = occurrences.GetValueOrDefault(row) + 1;
            return (row with { Occurrence = occurrence }, null);
        });
    }

    private static (Delivery? Row, string? Fault) Parse(string[] fields, IReadOnlySet<string> vaccines)
    {
        var (vaccine, region, facility) = (fields[1], fields[2], fields[4]);
        if (!DateOnly.TryParseExact(fields[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return (null, $"The date '{fields[0]}' is not written yyyy-mm-dd.");
        }

        if (!vaccines.Contains(vaccine))
        {
            return (null, $"The vaccine '{vaccine}' is not one of {string.Join(", ", vaccines.Order(StringComparer.Ordinal))}.");
        }

        if (!RegionCode.IsValid(region))
        {
            return (null, RegionCode.Fault(region));
        }

        if (!int.TryParse(fields[3], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var doses))
        {
            return (null, $"The doses '{fields[3]}' are no whole number.");
        }

        return doses is > MostDoses or < -MostDoses ? (null, $"{doses} doses are more than any delivery has.")
            : facility.Length is 0 or > LongestFacility ? (null, "The facility is empty or too long.")
            : (new Delivery(date, vaccine, region, doses, facility, Occurrence: 0), null);
    }
}
