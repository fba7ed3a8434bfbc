using WaitingRoom.Booking.Appointments;
using WaitingRoom.Booking.Managing;

namespace WaitingRoom.Booking.Agents;

/// <summary>A caller's session and what their code is good for.</summary>
/// <param name="Token">For the header <c>Waiting-Room-Session</c> of all that follows.</param>
/// <param name="ExpiresAt">When it ends unless it is used before.</param>
/// <param name="Group">Booking group: the code is valid at its centres.</param>
/// <param name="Pair">What is held or booked with it; null for nothing.</param>
/// <param name="Spelling">How the code is read out.</param>
internal sealed record AgentSessionView(string Token, DateTimeOffset ExpiresAt, int Group, PairView? Pair, IReadOnlyList<VaccineView> Vaccines, Spelling Spelling);
