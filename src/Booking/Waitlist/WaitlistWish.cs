using System.Text.Json;

namespace WaitingRoom.Booking.Waitlist;

/// <summary>What somebody on the waiting list would take.</summary>
/// <param name="Group">Booking group of the code.</param>
/// <param name="From">First date of the first dose; null for any.</param>
/// <param name="Until">Last date of any dose; null for any.</param>
/// <param name="Standby">Would come at once for a dose that is left over at the end of the day, when the centre calls.</param>
/// <param name="Language">To be written to in: de, en or de-easy.</param>
internal sealed record WaitlistWish(int Group, string Vaccine, string Postcode, DateOnly? From, DateOnly? Until, bool Standby, string Language)
{
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, BookingJson.Default.WaitlistWish);

    public static WaitlistWish FromJson(ReadOnlyMemory<byte> json) => JsonSerializer.Deserialize(json.Span, BookingJson.Default.WaitlistWish)!;
}

/// <summary>PUT /booking/waitlist.</summary>
/// <param name="Email">One of the two must be given; standby needs the telephone number.</param>
internal sealed record WaitlistRequest(string? Vaccine, string? Postcode, DateOnly? From = null, DateOnly? Until = null, bool Standby = false, string? Email = null, string? Phone = null);

/// <summary>The own entry. The address is not read back: whoever finds the code shall not find the person.</summary>
/// <param name="State">waiting or offered.</param>
/// <param name="OfferedUntil">How long appointments are held for the code; null while none are.</param>
internal sealed record WaitlistView(string Vaccine, string Postcode, DateOnly? From, DateOnly? Until, bool Standby, DateTimeOffset Since, string State, DateTimeOffset? OfferedUntil);
