using WaitingRoom.Booking.Holding;

namespace WaitingRoom.Booking.Managing;

/// <summary>The appointments as they are to be, as many as there are, in the order of the doses. One that is written as it is now is kept.</summary>
internal sealed record RebookRequest(IReadOnlyList<LegRequest> Legs);
