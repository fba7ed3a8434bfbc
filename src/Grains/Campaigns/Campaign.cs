using System.Text.Json;
using System.Text.Json.Serialization;
using WaitingRoom.Grains.Codes;

namespace WaitingRoom.Grains.Campaigns;

/// <summary>What is given where and by which rules: the document <c>campaign</c>.</summary>
/// <param name="PhoneSharePercent">Share of every slot's places kept for the call centre, 0 to 100.</param>
/// <param name="HoldMinutes">How long a chosen pair is held, 1 to 30.</param>
/// <param name="QuotaReturnsAt">Wall time, on the day before the appointment, at which the unused phone share becomes everybody's; null for never.</param>
public sealed record Campaign(
    string Title,
    IReadOnlyList<Vaccine> Vaccines,
    IReadOnlyList<Centre> Centres,
    int PhoneSharePercent,
    int HoldMinutes,
    TimeOnly? QuotaReturnsAt)
{
    public const string DocumentName = "campaign";

    public Vaccine? FindVaccine(string id) => Vaccines.FirstOrDefault(v => v.Id == id);

    public Centre? FindCentre(string id) => Centres.FirstOrDefault(c => c.Id == id);

    public ReadOnlyMemory<byte> ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, CampaignJson.Default.Campaign);

    public static Campaign FromJson(ReadOnlyMemory<byte> json) => JsonSerializer.Deserialize(json.Span, CampaignJson.Default.Campaign)!;
}

/// <param name="Id">Lower-case letters, digits and hyphens, such as <c>comirnaty</c>.</param>
/// <param name="Doses">1 or 2.</param>
/// <param name="MinDays">Fewest calendar days between the doses; 0 for a single dose.</param>
/// <param name="MaxDays">Most calendar days between the doses; 0 for a single dose.</param>
public sealed record Vaccine(string Id, string Name, int Doses, int MinDays, int MaxDays)
{
    /// <summary>The rule as a booking records it.</summary>
    /// <param name="campaignVersion">Version of the campaign document it was read from.</param>
    public IntervalRule RuleAt(long campaignVersion) => new(campaignVersion, Doses, MinDays, MaxDays);
}

/// <param name="Id">Becomes part of addresses and of the ledger's keys; never changes.</param>
/// <param name="Region">ISO 3166-2, such as DE-SN.</param>
/// <param name="BookingGroup">Codes are issued for a group and valid at all its centres.</param>
/// <param name="Zone">IANA zone of its wall clock.</param>
public sealed record Centre(string Id, string Postcode, string Town, string Name, string Region, int BookingGroup, string Zone);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(Campaign))]
internal sealed partial class CampaignJson : JsonSerializerContext;
