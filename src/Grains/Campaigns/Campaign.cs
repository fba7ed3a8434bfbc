using System.Text.Json;
using System.Text.Json.Serialization;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;

namespace WaitingRoom.Grains.Campaigns;

/// <summary>What is given where and by which rules: the document <c>campaign</c>. Members are only ever added, and every added one has a default.</summary>
/// <param name="PhoneSharePercent">Share of every slot's places kept for the call centre, 0 to 100.</param>
/// <param name="HoldMinutes">How long a chosen pair is held, 1 to 30.</param>
/// <param name="QuotaReturnsAt">Wall time, on the day before the appointment, at which the unused phone share becomes everybody's; null for never.</param>
public sealed record Campaign(
    string Title,
    IReadOnlyList<Vaccine> Vaccines,
    IReadOnlyList<Centre> Centres,
    int PhoneSharePercent,
    int HoldMinutes,
    TimeOnly? QuotaReturnsAt = null)
{
    public const string DocumentName = "campaign";

    /// <summary>A household: four people who share a telephone.</summary>
    public const int UsualBookingsPerContact = 4;

    /// <summary>Who may come, in the order of their priority. Empty: everybody with a code, and nobody gets one online.</summary>
    public IReadOnlyList<PriorityGroup> Groups { get => field ?? []; init; }

    /// <summary>Doors that are open for new holds.</summary>
    public IReadOnlyList<Channel> Channels { get => field ?? [Channel.Web, Channel.Phone]; init; }

    /// <summary>Bookings that may be live at once for one telephone number or e-mail address, 1 to 100.</summary>
    public int? BookingsPerContact { get; init; }

    [JsonIgnore]
    public int MostBookingsPerContact => BookingsPerContact ?? UsualBookingsPerContact;

    /// <summary>A day: the centre can still give the dose to somebody else.</summary>
    public const int UsualChangeUntilHours = 24;

    /// <summary>Long enough that nobody can cancel for somebody who waits, short enough that no seat is lost on its day.</summary>
    public const int UsualSeatsBackFrom = 1, UsualSeatsBackUntil = 10;

    /// <summary>Until how many hours before its start an appointment may be cancelled or moved, 0 to 336; null for <see cref="UsualChangeUntilHours"/>.</summary>
    public int? ChangeUntilHours { get; init; }

    /// <summary>After how many minutes at the earliest a seat that was given back is anybody's, 0 to 60; null for <see cref="UsualSeatsBackFrom"/>.</summary>
    public int? SeatsBackFromMinutes { get; init; }

    /// <summary>After how many minutes at the latest, 0 to 60; null for <see cref="UsualSeatsBackUntil"/>.</summary>
    public int? SeatsBackUntilMinutes { get; init; }

    /// <summary>The last day (UTC) on which contact data can be read; after it their keys are destroyed. Null: not decided yet, they are kept.</summary>
    public DateOnly? ContactsKeptUntil { get; init; }

    /// <summary>Two hours: a message is read in that time by day, and the next on the list still has a chance.</summary>
    public const int UsualWaitlistOfferMinutes = 120;

    /// <summary>How long appointments are held for somebody on the waiting list, 10 to 1440 minutes; null for <see cref="UsualWaitlistOfferMinutes"/>.</summary>
    public int? WaitlistOfferMinutes { get; init; }

    public Vaccine? FindVaccine(string id) => Vaccines.FirstOrDefault(v => v.Id == id);

    public Centre? FindCentre(string id) => Centres.FirstOrDefault(c => c.Id == id);

    public PriorityGroup? FindGroup(string? id) => Groups.FirstOrDefault(g => g.Id == id);

    public ReadOnlyMemory<byte> ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, CampaignJson.Default.Campaign);

    public static Campaign FromJson(ReadOnlyMemory<byte> json) => JsonSerializer.Deserialize(json.Span, CampaignJson.Default.Campaign)!;
}

/// <param name="Id">Lower-case letters, digits and hyphens, such as <c>comirnaty</c>.</param>
/// <param name="Doses">1 or 2.</param>
/// <param name="MinDays">Fewest calendar days between the doses; 0 for a single dose.</param>
/// <param name="MaxDays">Most calendar days between the doses; 0 for a single dose.</param>
/// <param name="MinAge">Youngest age it is given at, in the calendar year of the first dose.</param>
/// <param name="MaxAge">Oldest age it is given at; null for no limit.</param>
/// <param name="DosesPerVial">Doses drawn from one vial; null where capacity does not follow it.</param>
public sealed record Vaccine(
    string Id, string Name, int Doses, int MinDays, int MaxDays, int MinAge = 0, int? MaxAge = null, int? DosesPerVial = null)
{
    /// <summary>The rule as a booking records it.</summary>
    /// <param name="campaignVersion">Version of the campaign document it was read from.</param>
    public IntervalRule RuleAt(long campaignVersion) => new(campaignVersion, Doses, MinDays, MaxDays);

    /// <param name="age">Null where it is not known: letters go to people whose age somebody else has looked at.</param>
    public bool IsForAge(int? age) => age is not { } years || (years >= MinAge && !(years > MaxAge));
}

/// <param name="Id">Becomes part of addresses and of the ledger's keys; never changes.</param>
/// <param name="Region">ISO 3166-2, such as DE-SN.</param>
/// <param name="BookingGroup">Codes are issued for a group and valid at all its centres.</param>
/// <param name="Zone">IANA zone of its wall clock.</param>
public sealed record Centre(string Id, string Postcode, string Town, string Name, string Region, int BookingGroup, string Zone);

/// <summary>People who may come from a certain instant on.</summary>
/// <param name="Titles">By language: de and en, and de-easy where there is one.</param>
/// <param name="BornFrom">First birth year of the group; null for no limit.</param>
/// <param name="BornTo">Last birth year of the group; null for no limit.</param>
/// <param name="OccupationStatement">Its people state that they work where the group says.</param>
/// <param name="OpensAt">From when its codes can book; null for at once.</param>
public sealed record PriorityGroup(
    string Id, IReadOnlyDictionary<string, string> Titles, int? BornFrom = null, int? BornTo = null, bool OccupationStatement = false, DateTimeOffset? OpensAt = null)
{
    public bool IsOpenAt(DateTimeOffset now) => OpensAt is not { } opens || opens <= now;

    public bool IsForBirthYear(int year) => !(year < BornFrom) && !(year > BornTo);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(Campaign))]
internal sealed partial class CampaignJson : JsonSerializerContext;
