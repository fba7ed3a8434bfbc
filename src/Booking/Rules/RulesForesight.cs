using WaitingRoom.Booking.Availability;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Campaigns;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Booking.Rules;

/// <summary>Says whom a change of the rules would touch, and what slots have more people than places. Changes nothing.</summary>
internal sealed class RulesForesight(AvailabilityBoard board, IGrains grains, IReadModels readModels, VialDays vials, TimeProvider time)
{
    public async Task<RulesPreview> Of(CampaignEdition before, Campaign after, CancellationToken cancellation)
    {
        var capacity = new List<VialChange>();
        foreach (var vaccine in after.Vaccines)
        {
            if (vaccine.DosesPerVial is { } to && before.Campaign.FindVaccine(vaccine.Id)?.DosesPerVial is { } from && from != to)
            {
                capacity.Add(await vials.Foresee(vaccine.Id, from, to, cancellation));
            }
        }

        return new RulesPreview(
            before.Version,
            RulesDifference.Between(before.Campaign, after),
            await OpenHolds(before.Campaign),
            Judge(await readModels.CountBookings(cancellation), after),
            capacity,
            RulesTexts.PreviewNote.ToString());
    }

    /// <summary>Every slot with more people than places, now.</summary>
    public async Task<DeficitList> Deficits()
    {
        // Only a slot with nothing free can have too many.
        var states = await Read(day => day.Availability.Vaccines.Any(v => v.Web.Zip(v.Phone).Any(free => free is (0, 0))));
        DeficitView[] all = [.. states.SelectMany(s => s.Slots.Values.Where(x => x.Deficit > 0).Select(x => new DeficitView(s.Id.Centre, s.Id.Date, x.Id.ToString(), x.Deficit)))];
        return new DeficitList(all.Sum(d => (long)d.Seats), all);
    }

    private async Task<IReadOnlyList<HoldCount>> OpenHolds(Campaign campaign)
    {
        var now = time.GetUtcNow();
        var states = await Read(day => day.Availability.NextHoldEnds is not null);
        return
        [
            .. states.SelectMany(s => s.Appointments.Values).Where(a => a.HeldUntil > now)
                .GroupBy(a => (a.Slot.Vaccine, a.Rule))
                .OrderBy(g => g.Key.Vaccine, StringComparer.Ordinal).ThenBy(g => g.Key.Rule)
                .Select(g => new HoldCount(
                    g.Key.Vaccine, g.Key.Rule, g.Count(), g.Count() / (campaign.FindVaccine(g.Key.Vaccine)?.Doses ?? 1), g.Max(a => a.HeldUntil!.Value))),
        ];
    }

    private async Task<IReadOnlyList<DayState>> Read(Func<BoardDay, bool> matters)
    {
        var from = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(-1);
        var days = board.Centres.SelectMany(centre => centre.From(from).ToArray()).Where(matters).Select(day => day.Day);
        var states = new List<DayState>();
        foreach (var day in days.OrderBy(d => d.Date).ThenBy(d => d.Centre, StringComparer.Ordinal))
        {
            states.Add(await grains.Read(day) ?? throw new LedgerUnavailableException());
        }

        return states;
    }

    internal static TouchedBookings Judge(IReadOnlyList<BookedCount> counts, Campaign rules)
    {
        var touched = new TouchedBookings(0, 0, 0, 0, 0, 0);
        foreach (var count in counts)
        {
            var n = count.Bookings;
            touched = touched with { Live = touched.Live + n };
            if (count.Vaccine is null)
            {
                touched = touched with { NotRecorded = touched.NotRecorded + n };
            }
            else if (rules.FindVaccine(count.Vaccine) is not { } vaccine)
            {
                touched = touched with { OfVaccinesGone = touched.OfVaccinesGone + n };
            }
            else
            {
                var hasLimit = vaccine.MinAge > 0 || vaccine.MaxAge is not null;
                touched = touched with
                {
                    OutsideInterval = touched.OutsideInterval + (count.IntervalDays < vaccine.MinDays || count.IntervalDays > vaccine.MaxDays ? n : 0),
                    OutsideAges = touched.OutsideAges + (vaccine.IsForAge(count.Age) ? 0 : n),
                    AgeUnknown = touched.AgeUnknown + (hasLimit && count.Age is null ? n : 0),
                };
            }
        }

        return touched;
    }
}
