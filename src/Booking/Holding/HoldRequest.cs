namespace WaitingRoom.Booking.Holding;

/// <summary>A pair that a person chose from the offers.</summary>
/// <param name="Vaccine">As in the campaign, such as comirnaty.</param>
/// <param name="Legs">One for a single-dose vaccine, two otherwise, in the order of the doses.</param>
/// <param name="Postcode">Where alternatives are to be near to; the first centre's when absent.</param>
internal sealed record HoldRequest(string Vaccine, IReadOnlyList<LegRequest> Legs, string? Postcode = null);

/// <param name="Slot">HHmm-vaccine, as offered.</param>
internal sealed record LegRequest(string Centre, DateOnly Date, string Slot);
