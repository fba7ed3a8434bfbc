using System.Text.Json;
using System.Text.Json.Serialization;

namespace WaitingRoom.Grains.Days;

/// <summary>
/// What the public may know of a centre-day: counts, never people. Columns rather than rows, because this is written at every commit
/// and a day has dozens of slots: the n-th entries of a vaccine's lists describe its n-th slot.
/// </summary>
/// <param name="NextHoldEnds">When the first hold of the day runs out; null where nobody holds anything, even while seats cool.</param>
public sealed record DayAvailability(DayId Day, string Zone, bool Closed, DateTimeOffset? NextHoldEnds, IReadOnlyList<VaccineAvailability> Vaccines)
{
    public static DayAvailability Of(DayState state) => new(
        state.Id,
        state.Zone,
        state.Closed,
        state.NextHoldEnds,
        [.. state.Slots.Values.GroupBy(s => s.Id.Vaccine).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => VaccineAvailability.Of(g.Key, [.. g], state.QuotaReturned))]);

    /// <summary>The same bytes as <c>Of(state).ToJson()</c> without what lies between; every commit of a day needs them.</summary>
    public static ReadOnlyMemory<byte> JsonOf(DayState state) => DayAvailabilityWriter.Write(state);

    public ReadOnlyMemory<byte> ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, DayJson.Default.DayAvailability);

    public static DayAvailability FromJson(ReadOnlyMemory<byte> json) => JsonSerializer.Deserialize(json.Span, DayJson.Default.DayAvailability)!;
}

/// <param name="Starts">Minutes after midnight on the centre's wall clock, ascending.</param>
/// <param name="Web">Seats a citizen may hold now.</param>
/// <param name="Phone">Seats an agent may hold now. Once the phone share has returned, both columns count the same seats.</param>
/// <param name="Held">Seats that come back unless they are booked, those that cool after a cancellation among them.</param>
/// <param name="Capacity">All seats; what is neither free nor held is booked.</param>
public sealed record VaccineAvailability(string Vaccine, int[] Starts, int[] Web, int[] Phone, int[] Held, int[] Capacity)
{
    internal static VaccineAvailability Of(string vaccine, SlotState[] slots, bool quotaReturned) => new(
        vaccine,
        Array.ConvertAll(slots, s => (int)s.Id.Start.ToTimeSpan().TotalMinutes),
        Array.ConvertAll(slots, s => s.FreeFor(Channel.Web, quotaReturned)),
        Array.ConvertAll(slots, s => s.FreeFor(Channel.Phone, quotaReturned)),
        Array.ConvertAll(slots, s => s.Held),
        Array.ConvertAll(slots, s => s.Capacity));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DayAvailability))]
[JsonSerializable(typeof(DayEvent.SupplyAdded), TypeInfoPropertyName = "SupplyAdded")]
[JsonSerializable(typeof(DayEvent.SupplyWithdrawn), TypeInfoPropertyName = "SupplyWithdrawn")]
[JsonSerializable(typeof(DayEvent.CapacitySet), TypeInfoPropertyName = "CapacitySet")]
[JsonSerializable(typeof(DayEvent.SupplyScaled), TypeInfoPropertyName = "SupplyScaled")]
[JsonSerializable(typeof(DayEvent.QuotaReturnSet), TypeInfoPropertyName = "QuotaReturnSet")]
[JsonSerializable(typeof(DayEvent.PhoneQuotaReturned), TypeInfoPropertyName = "PhoneQuotaReturned")]
[JsonSerializable(typeof(DayEvent.SeatHeld), TypeInfoPropertyName = "SeatHeld")]
[JsonSerializable(typeof(DayEvent.HoldExtended), TypeInfoPropertyName = "HoldExtended")]
[JsonSerializable(typeof(DayEvent.HoldsExpired), TypeInfoPropertyName = "HoldsExpired")]
[JsonSerializable(typeof(DayEvent.SeatBooked), TypeInfoPropertyName = "SeatBooked")]
[JsonSerializable(typeof(DayEvent.SeatFreed), TypeInfoPropertyName = "SeatFreed")]
[JsonSerializable(typeof(DayEvent.DayClosed), TypeInfoPropertyName = "DayClosed")]
[JsonSerializable(typeof(DayEvent.DayReopened), TypeInfoPropertyName = "DayReopened")]
[JsonSerializable(typeof(DaySnapshot))]
internal sealed partial class DayJson : JsonSerializerContext;
