using System.Text.Json;
using System.Text.Json.Serialization;
using WaitingRoom.Grains.Campaigns;

namespace WaitingRoom.Booking.Rules;

/// <summary>
/// How staff write a campaign: unlike the stored document, which must read what older versions wrote, a member that is unknown or missing is an error.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Campaign))]
[JsonSerializable(typeof(RulesView))]
[JsonSerializable(typeof(RulesPreview))]
[JsonSerializable(typeof(DeficitList))]
[JsonSerializable(typeof(IReadOnlyList<CampaignFault>))]
[JsonSerializable(typeof(Dictionary<string, int>), TypeInfoPropertyName = "DosesByVaccine")]
internal sealed partial class RulesJson : JsonSerializerContext;

/// <summary>The rules as staff see them.</summary>
/// <param name="Version">Goes into <c>If-Match</c>, in quotation marks.</param>
/// <param name="Vials">What this change did to capacities; null where it did nothing.</param>
internal sealed record RulesView(long Version, Campaign Campaign, IReadOnlyList<VialChange>? Vials = null);

/// <summary>How the capacity of a vaccine followed the doses per vial.</summary>
/// <param name="Days">Centre-days from today on that have the vaccine.</param>
/// <param name="Before">Places on all of them before.</param>
/// <param name="DeficitSeats">People with a seat that the capacity no longer covers. Nobody is cancelled.</param>
/// <param name="Deficits">Where they are; the first <see cref="Rules.VialDays.MostListed"/>.</param>
internal sealed record VialChange(
    string Vaccine, int FromDoses, int ToDoses, int Days, long Before, long After, long DeficitSeats, IReadOnlyList<DeficitView> Deficits);

internal sealed record DeficitView(string Centre, DateOnly Date, string Slot, int Seats);

internal sealed record DeficitList(long Seats, IReadOnlyList<DeficitView> Deficits);

/// <summary>Whom a change would touch. Nothing has been changed.</summary>
/// <param name="BasedOn">Version of the rules that it was compared with.</param>
/// <param name="Changes">Members that would change, such as <c>vaccines/comirnaty/minDays</c>.</param>
/// <param name="OpenHolds">They keep the rule they were taken under.</param>
/// <param name="Note">Says so in words.</param>
internal sealed record RulesPreview(
    long BasedOn, IReadOnlyList<RuleDifference> Changes, IReadOnlyList<HoldCount> OpenHolds, TouchedBookings Bookings, IReadOnlyList<VialChange> Capacity, string Note);

/// <param name="Before">JSON; null where the member is new.</param>
internal sealed record RuleDifference(string Field, string? Before, string? After);

/// <param name="Rule">Version of the rules these were taken under; 0 for holds that do not say.</param>
/// <param name="Pairs">Whole pairs: seats by doses.</param>
internal sealed record HoldCount(string Vaccine, long Rule, int Seats, int Pairs, DateTimeOffset LastEndsAt);

/// <summary>Live bookings that the new rules would not allow any more. All of them stay.</summary>
/// <param name="Live">All live bookings.</param>
/// <param name="AgeUnknown">Of vaccines with an age limit: nobody was asked for their age.</param>
/// <param name="NotRecorded">Made before these figures were kept; they cannot be judged.</param>
internal sealed record TouchedBookings(long Live, long OutsideInterval, long OutsideAges, long OfVaccinesGone, long AgeUnknown, long NotRecorded);
