using System.Text.Json;
using System.Text.Json.Nodes;
using WaitingRoom.Booking.Appointments;
using WaitingRoom.Booking.Contacts;
using WaitingRoom.Booking.Offers;
using WaitingRoom.Grains.Campaigns;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Web.Languages;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Booking.Wording;

/// <summary>All refusals of the citizens' path; documented in docs/errors.md.</summary>
internal static class Refusals
{
    /// <summary>A full queue is through in under a second.</summary>
    private static readonly TimeSpan BusyRetry = TimeSpan.FromSeconds(1);

    /// <summary>Time for a database to fail over or a lost connection to be noticed, short enough that a hold lives on.</summary>
    private static readonly TimeSpan UnknownRetry = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan NotOpenRetry = TimeSpan.FromSeconds(30);

    public static ProblemResult QueryNotUnderstood() => Problems.Of("query-not-understood", 400, RefusalTexts.QueryTitle, RefusalTexts.QueryDetail);

    public static ProblemResult KeyMissing() => Problems.Of("idempotency-key-missing", 400, RefusalTexts.KeyMissingTitle, RefusalTexts.KeyMissingDetail);

    public static ProblemResult KeyReused() => Problems.Of("idempotency-key-reused", 422, RefusalTexts.KeyReusedTitle, RefusalTexts.KeyReusedDetail);

    public static ProblemResult SessionMissing() => Problems.Of("session-missing", 401, RefusalTexts.SessionMissingTitle, RefusalTexts.SessionMissingDetail);

    public static ProblemResult SessionExpired() => Problems.Of("session-expired", 401, RefusalTexts.SessionExpiredTitle, RefusalTexts.SessionExpiredDetail);

    public static ProblemResult CodeMissing() => Problems.Of("code-missing", 403, RefusalTexts.CodeMissingTitle);

    public static ProblemResult CodeMistyped() => Problems.Of("code-mistyped", 422, RefusalTexts.CodeMistypedTitle, RefusalTexts.CodeMistypedDetail);

    public static ProblemResult CodeUnknown() => Problems.Of("code-unknown", 404, RefusalTexts.CodeUnknownTitle, RefusalTexts.CodeUnknownDetail);

    public static ProblemResult CodeRevoked() => Problems.Of("code-revoked", 410, RefusalTexts.CodeRevokedTitle, RefusalTexts.CodeRevokedDetail);

    public static ProblemResult TooManyCodes(TimeSpan wait) => Problems.Of("too-many-codes", 429, RefusalTexts.TooManyCodesTitle, RefusalTexts.TooManyCodesDetail, wait);

    public static ProblemResult Busy() => Problems.Of("busy", 503, RefusalTexts.BusyTitle, RefusalTexts.BusyDetail, BusyRetry);

    public static ProblemResult OutcomeUnknown() => Problems.Of("outcome-unknown", 503, RefusalTexts.UnknownTitle, RefusalTexts.UnknownDetail, UnknownRetry);

    public static ProblemResult NotOpenYet() => Problems.Of("not-open-yet", 503, RefusalTexts.NotOpenTitle, retryAfter: NotOpenRetry);

    public static ProblemResult VaccineUnknown() => Problems.Of("vaccine-unknown", 422, RefusalTexts.VaccineUnknownTitle, RefusalTexts.NoneYetDetail);

    public static ProblemResult VaccineNotForAge(Vaccine vaccine) => Problems.Of(
        "vaccine-not-for-age",
        422,
        RefusalTexts.AgeTitle,
        vaccine.MaxAge is { } most ? RefusalTexts.AgeBetween.With(vaccine.MinAge, most) : RefusalTexts.AgeFrom.With(vaccine.MinAge),
        extras: new JsonObject { ["minAge"] = vaccine.MinAge, ["maxAge"] = vaccine.MaxAge });

    public static ProblemResult GroupNotOpenYet(DateTimeOffset opensAt, DateTimeOffset now) => Problems.Of(
        "group-not-open-yet",
        409,
        RefusalTexts.GroupNotOpenTitle,
        RefusalTexts.GroupNotOpenDetail.With(opensAt.UtcDateTime),
        opensAt - now,
        new JsonObject { ["opensAt"] = opensAt });

    public static ProblemResult ChannelClosed(Channel channel) => channel == Channel.Web
        ? Problems.Of("channel-closed", 409, RefusalTexts.ChannelTitle, RefusalTexts.ChannelDetail)
        : Problems.Of("channel-closed", 409, RefusalTexts.PhoneClosedTitle, RefusalTexts.PhoneClosedDetail);

    public static ProblemResult PostcodeInvalid() => Problems.Of("postcode-invalid", 422, RefusalTexts.PostcodeTitle);

    public static ProblemResult CentreNotInGroup() => Problems.Of("centre-not-in-group", 422, RefusalTexts.CentreNotInGroupTitle, RefusalTexts.NoneYetDetail);

    public static ProblemResult SlotUnknown() => Problems.Of("slot-unknown", 422, RefusalTexts.SlotUnknownTitle, RefusalTexts.NoneYetDetail);

    public static ProblemResult IntervalViolated(IntervalRule rule) => Problems.Of(
        "interval-violated", 422, RefusalTexts.IntervalTitle, RefusalTexts.IntervalDetail.With(rule.Doses, rule.MinDays, rule.MaxDays));

    public static ProblemResult SlotPast(OfferList? next) => Problems.Of("slot-past", 409, RefusalTexts.SlotPastTitle, RefusalTexts.NoneYetDetail, extras: Next(next));

    public static ProblemResult DayClosed(OfferList? next) => Problems.Of("day-closed", 409, RefusalTexts.DayClosedTitle, RefusalTexts.NoneYetDetail, extras: Next(next));

    public static ProblemResult SlotJustTaken(int leg, OfferList? next) => Problems.Of(
        "slot-just-taken", 409, RefusalTexts.JustTakenTitle, RefusalTexts.JustTakenDetail, extras: With(Next(next), "dose", leg + 1));

    public static ProblemResult AttemptOver(OfferList? next) => Problems.Of("attempt-over", 409, RefusalTexts.AttemptOverTitle, RefusalTexts.NoneYetDetail, extras: Next(next));

    public static ProblemResult HoldUnknown() => Problems.Of("hold-unknown", 404, RefusalTexts.HoldUnknownTitle, RefusalTexts.NoneYetDetail);

    public static ProblemResult HoldEnded(OfferList? next) => Problems.Of("hold-ended", 409, RefusalTexts.HoldEndedTitle, RefusalTexts.NoneYetDetail, extras: Next(next));

    public static ProblemResult AppointmentsGone(int leg, OfferList? next) => Problems.Of(
        "appointments-gone", 409, RefusalTexts.LegGoneTitle, RefusalTexts.LegGoneDetail.With(leg + 1), extras: With(Next(next), "dose", leg + 1));

    public static ProblemResult ContactInvalid(IReadOnlyList<FieldFault> faults) => Problems.Of(
        "contact-invalid",
        422,
        RefusalTexts.ContactTitle,
        faults[0].Detail,
        extras: new JsonObject
        {
            ["field"] = faults[0].Field,
            ["faults"] = new JsonArray([.. faults.Select(fault => (JsonNode)new JsonObject { ["field"] = fault.Field, ["detail"] = fault.Detail.ToString() })]),
        });

    public static ProblemResult ContactLimit(int most) => Problems.Of(
        "contact-limit", 409, RefusalTexts.ContactLimitTitle, RefusalTexts.ContactLimitDetail.With(most), extras: new JsonObject { ["most"] = most });

    public static ProblemResult BookingUnknown() => Problems.Of("booking-unknown", 404, RefusalTexts.ReferenceUnknownTitle);

    public static ProblemResult CodeAlreadyHolds(PairView pair) => Problems.Of(
        "code-already-holds", 409, RefusalTexts.HoldsTitle, RefusalTexts.HoldsDetail, extras: Existing(pair));

    public static ProblemResult CodeAlreadyBooked(PairView pair) => Problems.Of(
        "code-already-booked", 409, ExistingTexts.BookedTitle, ExistingTexts.BookedDetail, extras: Existing(pair));

    private static JsonObject Next(OfferList? next) => next is null
        ? []
        : new JsonObject { ["next"] = JsonSerializer.SerializeToNode(next, BookingJson.Default.OfferList) };

    private static JsonObject Existing(PairView pair) => new() { ["existing"] = JsonSerializer.SerializeToNode(pair, BookingJson.Default.PairView) };

    private static JsonObject With(JsonObject extras, string name, int value)
    {
        extras[name] = value;
        return extras;
    }
}
