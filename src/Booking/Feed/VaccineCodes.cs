namespace WaitingRoom.Booking.Feed;

/// <summary>CVX codes (CDC, "COVID-19 vaccine related codes") of the vaccines that campaigns name.</summary>
internal static class VaccineCodes
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["comirnaty"] = "208",
        ["moderna"] = "207",
        ["spikevax"] = "207",
        ["astra"] = "210",
        ["astrazeneca"] = "210",
        ["vaxzevria"] = "210",
        ["johnson"] = "212",
        ["janssen"] = "212",
        ["novavax"] = "211",
        ["nuvaxovid"] = "211",
    };

    /// <summary>Null for a vaccine that is not known by this id.</summary>
    public static string? Cvx(string vaccine) => Known.GetValueOrDefault(vaccine);
}
