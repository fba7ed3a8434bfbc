using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Booking.Managing;

/// <summary>Appointments can be changed until some hours before they start, on the centre's clock: later the centre could give the dose to nobody else.</summary>
internal static class ChangeLimit
{
    /// <summary>Null where all of <paramref name="legs"/> may still be cancelled or moved.</summary>
    public static ProblemResult? Check(Pair pair, IEnumerable<Leg> legs, CampaignEdition edition, DateTimeOffset now)
    {
        foreach (var leg in legs)
        {
            var until = SlotClock.StartsAt(leg.Day.Date, leg.Slot.Start, edition.FindCentre(leg.Day.Centre)?.Zone ?? "Europe/Berlin") - edition.ChangeUntil;
            if (until <= now)
            {
                return ChangeRefusals.TooLate(DoseOf(pair, leg), until, (int)edition.ChangeUntil.TotalHours);
            }
        }

        return null;
    }

    /// <summary>1 and up.</summary>
    public static int DoseOf(Pair pair, Leg leg) => pair.DoseOf(leg);
}
