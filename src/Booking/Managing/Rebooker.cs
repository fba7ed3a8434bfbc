using System.Globalization;
using WaitingRoom.Booking.Appointments;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Booking.Eligibility;
using WaitingRoom.Booking.Holding;
using WaitingRoom.Booking.Offers;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Pairs;
using WaitingRoom.Web.Languages;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Booking.Managing;

/// <summary>Moves appointments, or cancels one of two: the old ones are lost only once the new ones are booked.</summary>
internal sealed class Rebooker(PairSaga saga, BookingDesk desk, CampaignBook campaigns, Alternatives alternatives, SeatsBack seatsBack, TimeProvider time)
{
    public async Task<Answer<PairView>> Rebook(BookingSession session, string reference, IdempotencyKey key, RebookRequest request)
    {
        if (await campaigns.Get() is not { } edition)
        {
            return Refusals.NotOpenYet();
        }

        var code = session.Code!.Value;
        if (await desk.Settled(code) is not { } state)
        {
            return Refusals.Busy();
        }

        if (!state.IsBooked || BookingDesk.PairOf(state, reference) is not { } pair)
        {
            return Refusals.BookingUnknown();
        }

        var id = PairId.Derive("pair", code.Hash, key.Value);
        if (Legs(request, pair, session.Group, id, edition, out var legs) is { } wrong)
        {
            return wrong;
        }

        if (pair.Legs.Select(leg => (leg.Day, leg.Slot)).SequenceEqual(legs.Select(leg => (leg.Day, leg.Slot))))
        {
            // Nothing to move; also where this very request moved it before.
            return PairViews.Of(state, time.GetUtcNow(), edition)!;
        }

        if (pair.Id == id)
        {
            return Refusals.KeyReused();
        }

        var vaccine = edition.Campaign.FindVaccine(pair.Legs[0].Slot.Vaccine);
        if (vaccine is null)
        {
            return ChangeRefusals.NotPossible(RefusalTexts.VaccineUnknownTitle);
        }

        if (ChangeLimit.Check(pair, pair.Legs.Where(leg => !legs.Contains(leg)), edition, time.GetUtcNow()) is { } late)
        {
            return late;
        }

        if (legs[0] != pair.Legs[0] && ChangeLimit.DoseOf(pair, pair.Legs[0]) == 1 && Standing.Refusal(state.Origin, vaccine, legs[0].Day.Date) is not null)
        {
            return ChangeRefusals.NotPossible(RefusalTexts.AgeTitle);
        }

        var next = new Pair(id, pair.Reference, legs, vaccine.RuleAt(edition.Version), session.Channel, time.GetUtcNow() + edition.HoldTime);
        return await Tell(await saga.Rebook(code, pair.Id, next, seatsBack.Next(edition)), next, session, edition);
    }

    /// <summary>Cancels one appointment and keeps the other; where it is the only one, the booking.</summary>
    /// <param name="dose">1 and up; cancelling what is cancelled already is no error.</param>
    public async Task<Answer<PairView>> CancelOne(BookingSession session, string reference, int dose)
    {
        if (await campaigns.Get() is not { } edition)
        {
            return Refusals.NotOpenYet();
        }

        var code = session.Code!.Value;
        if (await desk.Settled(code) is not { } state)
        {
            return Refusals.Busy();
        }

        if (!state.IsBooked || BookingDesk.PairOf(state, reference) is not { } pair)
        {
            return await desk.Read(session, reference);
        }

        var gone = pair.Legs.FirstOrDefault(leg => ChangeLimit.DoseOf(pair, leg) == dose);
        if (gone is null)
        {
            return PairViews.Of(state, time.GetUtcNow(), edition)!;
        }

        if (pair.Legs.Count == 1)
        {
            return await desk.Cancel(session, reference);
        }

        if (ChangeLimit.Check(pair, [gone], edition, time.GetUtcNow()) is { } late)
        {
            return late;
        }

        var next = pair with
        {
            Id = PairId.Derive("pair", pair.Id.ToString(), "without", dose.ToString(CultureInfo.InvariantCulture)),
            Legs = [.. pair.Legs.Where(leg => leg != gone).Select(leg => leg with { Dose = ChangeLimit.DoseOf(pair, leg) })],
        };
        return await Tell(await saga.Rebook(code, pair.Id, next, seatsBack.Next(edition)), next, session, edition);
    }

    private async Task<Answer<PairView>> Tell(PairOutcome outcome, Pair next, BookingSession session, CampaignEdition edition) => outcome switch
    {
        PairOutcome.Booked booked => PairViews.Of(booked.Pair, PairStatus.Booked, time.GetUtcNow(), edition),
        PairOutcome.LegRefused { Reason: DayOutcome.Full } refused =>
            ChangeRefusals.SlotTaken(ChangeLimit.DoseOf(next, next.Legs[refused.Leg]), await alternatives.To(next, session, edition)),
        PairOutcome.LegRefused refused => ChangeRefusals.NotPossible(WhyNot(refused.Reason), await alternatives.To(next, session, edition)),
        PairOutcome.CodeRefused { Reason: CodeOutcome.IntervalViolated } => ChangeRefusals.NotPossible(RefusalTexts.IntervalTitle),
        PairOutcome.CodeRefused { Reason: CodeOutcome.OtherPair } => Refusals.Busy(),
        PairOutcome.CodeRefused => Refusals.BookingUnknown(),
        PairOutcome.Ended => ChangeRefusals.Over(),
        PairOutcome.Busy => Refusals.Busy(),
        _ => Refusals.OutcomeUnknown(),
    };

    private static Text? WhyNot(DayOutcome reason) => reason switch
    {
        DayOutcome.Closed => RefusalTexts.DayClosedTitle,
        DayOutcome.SlotPast => RefusalTexts.SlotPastTitle,
        DayOutcome.NoSuchSlot => RefusalTexts.SlotUnknownTitle,
        _ => null,
    };

    private static ProblemResult? Legs(RebookRequest request, Pair pair, int group, PairId id, CampaignEdition edition, out Leg[] legs)
    {
        legs = [];
        if (request.Legs.Count != pair.Legs.Count)
        {
            return ChangeRefusals.NotPossible(RefusalTexts.IntervalTitle);
        }

        var read = new List<Leg>(request.Legs.Count);
        foreach (var (wanted, i) in request.Legs.Select((leg, i) => (leg, i)))
        {
            if (!SlotId.TryParse(wanted.Slot, out var slot) || slot.Vaccine != pair.Legs[0].Slot.Vaccine)
            {
                return ChangeRefusals.NotPossible(RefusalTexts.SlotUnknownTitle);
            }

            var day = new DayId(wanted.Centre, wanted.Date);
            if (pair.Legs[i].Day == day && pair.Legs[i].Slot == slot)
            {
                read.Add(pair.Legs[i]);
                continue;
            }

            if (edition.FindCentre(wanted.Centre) is not { } centre || centre.BookingGroup != group)
            {
                return ChangeRefusals.NotPossible(RefusalTexts.CentreNotInGroupTitle);
            }

            read.Add(new Leg(day, slot, AppointmentId.Derive(id.ToString(), "appointment", i.ToString(CultureInfo.InvariantCulture)), Seat: -1, pair.Legs[i].Dose));
        }

        legs = [.. read];
        return null;
    }
}
