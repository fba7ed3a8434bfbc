namespace WaitingRoom.Booking.Confirming;

/// <param name="Hold">Id of the hold.</param>
internal sealed record ConfirmRequest(string Hold, ContactRequest Contact);

internal sealed record ContactRequest(string Name, string? Email = null, string? Phone = null);
