using WaitingRoom.Web.Problems;

namespace WaitingRoom.Booking.Wording;

/// <summary>Refusals of the waiting list and of standby; documented in docs/errors.md.</summary>
internal static class WaitlistRefusals
{
    public static ProblemResult NotOnIt() => Problems.Of("not-on-waitlist", 404, WaitlistTexts.NotOnItTitle);

    public static ProblemResult HasOffer() => Problems.Of("waitlist-has-offer", 409, WaitlistTexts.HasOfferTitle, WaitlistTexts.HasOfferDetail);

    public static ProblemResult NobodyOnStandby() => Problems.Of("nobody-on-standby", 404, WaitlistTexts.NobodyTitle);

    public static ProblemResult CallUnknown() => Problems.Of("standby-call-unknown", 404, WaitlistTexts.CallUnknownTitle);

    public static ProblemResult CentreUnknown() => Problems.Of("centre-unknown", 404, WaitlistTexts.CentreUnknownTitle);
}
