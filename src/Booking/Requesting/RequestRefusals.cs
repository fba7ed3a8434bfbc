using System.Globalization;
using System.Text.Json.Nodes;
using WaitingRoom.Booking.Messages;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Grains.Campaigns;
using WaitingRoom.Web.Languages;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Booking.Requesting;

/// <summary>The refusals on the way to a code without a letter; documented in docs/errors.md.</summary>
internal static class RequestRefusals
{
    public static ProblemResult NotOnline() => Problems.Of("codes-not-online", 409, RequestRefusalTexts.NotOnlineTitle, RequestRefusalTexts.NotOnlineDetail);

    public static ProblemResult Invalid(string field, Text detail) =>
        Problems.Of("code-request-invalid", 422, RequestRefusalTexts.InvalidTitle, detail, extras: new JsonObject { ["field"] = field });

    public static ProblemResult NotEligible(PriorityGroup group, int year) => Problems.Of(
        "not-eligible",
        422,
        RequestRefusalTexts.NotEligibleTitle,
        (group.BornFrom is null ? RequestRefusalTexts.BornUntil : group.BornTo is null ? RequestRefusalTexts.BornFrom : RequestRefusalTexts.BornBetween)
            .With(Plain(group.BornFrom), Plain(group.BornTo), Plain(year)),
        extras: new JsonObject { ["field"] = RequestField.BirthYear, ["bornFrom"] = group.BornFrom, ["bornTo"] = group.BornTo });

    public static ProblemResult VerificationMissing() => Problems.Of("verification-missing", 409, RequestRefusalTexts.MissingTitle, RequestRefusalTexts.MissingDetail);

    public static ProblemResult TooSoon(TimeSpan wait) => Problems.Of(
        "resend-too-soon", 429, RequestRefusalTexts.TooSoonTitle, RequestRefusalTexts.TooSoonDetail.With(Seconds(wait)), wait);

    public static ProblemResult TooOften(TimeSpan wait) => Problems.Of(
        "resend-limit", 429, RequestRefusalTexts.TooOftenTitle, RequestRefusalTexts.TooOftenDetail.With(Minutes(wait)), wait);

    public static ProblemResult ContactUsedUp(TimeSpan wait) => Problems.Of(
        "contact-used-up", 429, RequestRefusalTexts.UsedUpTitle, RequestRefusalTexts.UsedUpDetail, wait, new JsonObject { ["field"] = RequestField.Contact });

    public static ProblemResult Wrong(int left) => Problems.Of(
        "one-time-code-wrong", 422, RequestRefusalTexts.WrongTitle, RequestRefusalTexts.WrongDetail.With(left), extras: Left(left));

    public static ProblemResult Expired(int left) => Problems.Of(
        "one-time-code-expired", 422, RequestRefusalTexts.ExpiredTitle, RequestRefusalTexts.ExpiredDetail, extras: Left(left));

    public static ProblemResult Locked(TimeSpan wait) => Problems.Of(
        "one-time-code-locked", 429, RequestRefusalTexts.LockedTitle, RequestRefusalTexts.LockedDetail.With(Minutes(wait)), wait);

    public static ProblemResult NotSent(MessageRoute route, TimeSpan wait) => Problems.Of(
        "message-not-sent",
        503,
        RequestRefusalTexts.NotSentTitle,
        (route == MessageRoute.Sms ? RequestRefusalTexts.SmsNotSentDetail : RequestRefusalTexts.MailNotSentDetail).With(Seconds(wait)),
        wait,
        new JsonObject { ["field"] = RequestField.Contact, ["route"] = route == MessageRoute.Sms ? "sms" : "email" });

    public static ProblemResult Unreachable() => Invalid(RequestField.Contact, RequestRefusalTexts.UnreachableDetail);

    private static JsonObject Left(int attempts) => new() { ["field"] = RequestField.OneTimeCode, ["attemptsLeft"] = attempts };

    private static int Seconds(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));

    private static int Minutes(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalMinutes));

    /// <summary>A year has no thousands separator.</summary>
    private static string? Plain(int? year) => year?.ToString(CultureInfo.InvariantCulture);
}
