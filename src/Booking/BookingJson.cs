using System.Text.Json.Serialization;
using WaitingRoom.Booking.Agents;
using WaitingRoom.Booking.Appointments;
using WaitingRoom.Booking.Availability;
using WaitingRoom.Booking.Codes;
using WaitingRoom.Booking.Confirming;
using WaitingRoom.Booking.Contacts;
using WaitingRoom.Booking.Holding;
using WaitingRoom.Booking.Households;
using WaitingRoom.Booking.Managing;
using WaitingRoom.Booking.Offers;
using WaitingRoom.Booking.Privacy;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Waitlist;

namespace WaitingRoom.Booking;

/// <summary>The JSON of this module: camel case, absent rather than null.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(SessionView))]
[JsonSerializable(typeof(RedeemRequest))]
[JsonSerializable(typeof(CodeView))]
[JsonSerializable(typeof(OfferList))]
[JsonSerializable(typeof(HoldRequest))]
[JsonSerializable(typeof(PairView))]
[JsonSerializable(typeof(ConfirmRequest))]
[JsonSerializable(typeof(ContactRequest))]
[JsonSerializable(typeof(RebookRequest))]
[JsonSerializable(typeof(AgentSessionRequest))]
[JsonSerializable(typeof(AgentSessionView))]
[JsonSerializable(typeof(SpellRequest))]
[JsonSerializable(typeof(HouseholdView))]
[JsonSerializable(typeof(MemberRequest))]
[JsonSerializable(typeof(HouseholdOfferList))]
[JsonSerializable(typeof(HouseholdHoldRequest))]
[JsonSerializable(typeof(HouseholdBookingRequest))]
[JsonSerializable(typeof(SealedContent))]
[JsonSerializable(typeof(OwnDataView))]
[JsonSerializable(typeof(AvailabilityOverview))]
[JsonSerializable(typeof(WaitlistWish))]
[JsonSerializable(typeof(WaitlistRequest))]
[JsonSerializable(typeof(WaitlistView))]
[JsonSerializable(typeof(StandbyRequest))]
[JsonSerializable(typeof(StandbyCall))]
[JsonSerializable(typeof(StandbyOutcome))]
internal sealed partial class BookingJson : JsonSerializerContext;
