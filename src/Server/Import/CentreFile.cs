using System.Globalization;
using System.Text.RegularExpressions;
using WaitingRoom.Grains.Campaigns;

namespace WaitingRoom.Server.Import;

/// <summary>The file of vaccination centres: <c>centre,postcode,town,name,region,booking_group</c>.</summary>
internal static partial class CentreFile
{
    /// <summary>All of these files are about one country, which has one time zone.</summary>
    public const string Zone = "Europe/Berlin";

    /// <summary>Longer is no name of a town or a house.</summary>
    private const int LongestName = 200;

    private static readonly string[] Columns = ["centre", "postcode", "town", "name", "region", "booking_group"];

    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ParsedFile<Centre> Read(string path)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        return CsvTable.Read(path, Columns, fields => Parse(fields, ids));
    }

    private static (Centre? Centre, string? Fault) Parse(string[] fields, HashSet<string> ids)
    {
        var (id, postcode, town, name, region) = (fields[0], fields[1], fields[2], fields[3], fields[4]);
        var fault =
            !CentreId().IsMatch(id) ? $"The centre's id '{id}' is not 1 to 64 letters, digits, dots or hyphens."
            : !Postcode().IsMatch(postcode) ? $"The postcode '{postcode}' is not five digits."
            : !IsName(town) ? "The town is empty, too long or holds control characters."
            : !IsName(name) ? "The name is empty, too long or holds control characters."
            : !RegionCode.IsValid(region) ? RegionCode.Fault(region)
            : !int.TryParse(fields[5], NumberStyles.None, CultureInfo.InvariantCulture, out var group) || group < 1 ? $"The booking group '{fields[5]}' is not a whole number from 1 up."
            : !ids.Add(id) ? $"The centre '{id}' is there a second time."
            : null;
        return fault is null
            ? (new Centre(id, postcode, town, name, region, int.Parse(fields[5], CultureInfo.InvariantCulture), Zone), null)
            : (null, fault);
    }

    private static bool IsName(string text) => text.Length is > 0 and <= LongestName && !text.Any(char.IsControl);

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9.-]{0,63}$")]
    private static partial Regex CentreId();

    [GeneratedRegex("^[0-9]{5}$")]
    private static partial Regex Postcode();
}
