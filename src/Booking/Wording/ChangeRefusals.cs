using System.Text.Json;
using System.Text.Json.Nodes;
using WaitingRoom.Booking.Offers;
using WaitingRoom.Web.Languages;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Booking.Wording;

/// <summary>Refusals of changing what is booked; documented in docs/errors.md. After each of them the appointments are what they were.</summary>
internal static class ChangeRefusals
{
    public static ProblemResult TooLate(int dose, DateTimeOffset until, int hours) => Problems.Of(
        "too-late-to-change", 409, ChangeTexts.TooLateTitle, ChangeTexts.TooLateDetail.With(hours, dose), extras: new JsonObject { ["dose"] = dose, ["changeUntil"] = until });

    public static ProblemResult SlotTaken(int dose, OfferList? next) => Problems.Of(
        "new-slot-just-taken", 409, ChangeTexts.TakenTitle, ChangeTexts.TakenDetail, extras: Next(next, dose));

    public static ProblemResult NotPossible(Text? why, OfferList? next = null) => Problems.Of(
        "change-not-possible", 409, ChangeTexts.NotPossibleTitle, why is { } text ? ChangeTexts.WhyNot.With(text, ChangeTexts.Unchanged) : ChangeTexts.Unchanged, extras: Next(next, dose: null));

    public static ProblemResult Over() => Problems.Of("change-over", 409, ChangeTexts.OverTitle, ChangeTexts.Unchanged);

    public static ProblemResult ContactLimit(int most) => Problems.Of(
        "contact-limit", 409, RefusalTexts.ContactLimitTitle, ChangeTexts.ContactLimitDetail.With(most), extras: new JsonObject { ["most"] = most });

    private static JsonObject Next(OfferList? next, int? dose)
    {
        var extras = new JsonObject();
        if (dose is not null)
        {
            extras["dose"] = dose;
        }

        if (next is not null)
        {
            extras["next"] = JsonSerializer.SerializeToNode(next, BookingJson.Default.OfferList);
        }

        return extras;
    }
}
