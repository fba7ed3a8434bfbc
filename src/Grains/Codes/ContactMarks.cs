namespace WaitingRoom.Grains.Codes;

/// <summary>Keyed hashes of a contact, by which its live bookings are counted. Kept with the contact's key and gone with it; never part of the history.</summary>
/// <param name="Email">Null for none.</param>
/// <param name="Phone">Null for none.</param>
public sealed record ContactMarks(string? Email, string? Phone);
