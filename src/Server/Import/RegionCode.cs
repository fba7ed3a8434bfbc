using System.Text.RegularExpressions;

namespace WaitingRoom.Server.Import;

/// <summary>ISO 3166-2: two letters of the country, a hyphen, one to three letters or digits of the region.</summary>
internal static partial class RegionCode
{
    public static bool IsValid(string text) => Form().IsMatch(text);

    public static string Fault(string text) => $"The region '{text}' is no ISO 3166-2 code such as DE-SN.";

    [GeneratedRegex("^[A-Z]{2}-[A-Z0-9]{1,3}$")]
    private static partial Regex Form();
}
