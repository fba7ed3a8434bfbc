namespace WaitingRoom.Booking.Confirming;

/// <param name="Hold">Id of the hold.</param>
internal sealed record ConfirmRequest(string Hold, ContactRequest Contact);

/// <param name="Address">For letters; not needed by anybody who leaves one of the others.</param>
internal sealed record ContactRequest(string Name, string? Email = null, string? Phone = null, string? Address = null);
