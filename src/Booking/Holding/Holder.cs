using System.Globalization;
using WaitingRoom.Booking.Appointments;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Booking.Codes;
using WaitingRoom.Booking.Codes.Batches;
using WaitingRoom.Booking.Eligibility;
using WaitingRoom.Booking.Offers;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Campaigns;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Pairs;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Booking.Holding;

/// <summary>Holds a chosen pair for the time it takes to type a name.</summary>
internal sealed class Holder(IGrains grains, PairSaga saga, CampaignBook campaigns, CodeHashing hashing, BatchBook batches, Alternatives alternatives, TimeProvider time)
{
    public async Task<Answer<PairView>> Hold(BookingSession session, IdempotencyKey key, HoldRequest request)
    {
        if (await campaigns.Get() is not { } edition)
        {
            return Refusals.NotOpenYet();
        }

        if (edition.Campaign.FindVaccine(request.Vaccine) is not { } vaccine)
        {
            return Refusals.VaccineUnknown();
        }

        var code = session.Code!.Value;
        var id = PairId.Derive("pair", code.Hash, key.Value);
        if (Legs(request, vaccine, session.Group, id, edition, out var legs) is { } wrong)
        {
            return wrong;
        }

        if (await grains.Read(code) is not { } state)
        {
            return Refusals.Busy();
        }

        if (state.Pair is { } known && known.Id == id && !SameSeatsWanted(known.Legs, legs))
        {
            return Refusals.KeyReused();
        }

        var now = time.GetUtcNow();
        if (state.Pair is { } other && other.Id != id && PairViews.Of(state, now, edition) is { } existing)
        {
            return Existing(existing);
        }

        if (state.Pair?.Id != id && await batches.IsRevoked(state.Origin))
        {
            return Refusals.CodeRevoked();
        }

        if (state.Pair?.Id != id && (Standing.Refusal(state, session.Channel, edition, now) ?? Standing.Refusal(state.Origin, vaccine, request.Legs[0].Date)) is { } refusal)
        {
            return refusal;
        }

        // A repeat is judged by the rule of its first time.
        var rule = state.Pair is { } same && same.Id == id ? same.Rule : vaccine.RuleAt(edition.Version);
        var pair = new Pair(id, await hashing.ReferenceOf(id), legs, rule, session.Channel, now + edition.HoldTime);
        return await Tell(await saga.Hold(code, pair), session, request, edition);
    }

    /// <summary>Lengthens a hold by one more hold time, once: the operation's name leaves no second.</summary>
    public async Task<Answer<PairView>> Extend(BookingSession session, PairId id)
    {
        if (await campaigns.Get() is not { } edition)
        {
            return Refusals.NotOpenYet();
        }

        var code = session.Code!.Value;
        if (await grains.Read(code) is not { } state)
        {
            return Refusals.Busy();
        }

        if (state.Phase != PairPhase.Held || state.Pair is not { } pair || pair.Id != id)
        {
            return Refusals.HoldUnknown();
        }

        return await saga.Extend(code, id, OperationId.Derive("extend", id.ToString()), pair.HeldUntil + edition.HoldTime) switch
        {
            PairOutcome.Held held => PairViews.Of(held.Pair, PairStatus.Held, state.PhaseSince, edition),
            PairOutcome.Ended => Refusals.HoldEnded(await alternatives.To(pair, session, edition)),
            PairOutcome.CodeRefused => Refusals.HoldUnknown(),
            PairOutcome.Busy => Refusals.Busy(),
            _ => Refusals.OutcomeUnknown(),
        };
    }

    /// <summary>Gives a hold back. Null when it is given back, also when it was before.</summary>
    public async Task<ProblemResult?> Release(BookingSession session, PairId id)
    {
        var code = session.Code!.Value;
        if (await grains.Read(code) is not { } state)
        {
            return Refusals.Busy();
        }

        if (state.Pair is { } pair && pair.Id == id && (state.IsBooked || state.Phase == PairPhase.Booking))
        {
            return Refusals.HoldUnknown();
        }

        return await saga.Release(code, id) switch
        {
            // The code has no such hold any more: what was asked for is the case.
            PairOutcome.Ended or PairOutcome.CodeRefused => null,
            PairOutcome.Busy => Refusals.Busy(),
            _ => Refusals.OutcomeUnknown(),
        };
    }

    private async Task<Answer<PairView>> Tell(PairOutcome outcome, BookingSession session, HoldRequest request, CampaignEdition edition) => outcome switch
    {
        PairOutcome.Held held => PairViews.Of(held.Pair, PairStatus.Held, time.GetUtcNow(), edition) with { CanBeExtended = true },
        PairOutcome.Booked booked => PairViews.Of(booked.Pair, PairStatus.Booked, time.GetUtcNow(), edition),
        PairOutcome.LegRefused { Reason: DayOutcome.Full } refused => Refusals.SlotJustTaken(refused.Leg, await alternatives.To(request, session, edition)),
        PairOutcome.LegRefused { Reason: DayOutcome.AppointmentEnded } => Refusals.AttemptOver(await alternatives.To(request, session, edition)),
        PairOutcome.LegRefused { Reason: DayOutcome.Closed } => Refusals.DayClosed(await alternatives.To(request, session, edition)),
        PairOutcome.LegRefused { Reason: DayOutcome.SlotPast } => Refusals.SlotPast(await alternatives.To(request, session, edition)),
        PairOutcome.LegRefused => Refusals.SlotUnknown(),
        PairOutcome.CodeRefused { Reason: CodeOutcome.IntervalViolated violated } => Refusals.IntervalViolated(violated.Rule),
        PairOutcome.CodeRefused { Reason: CodeOutcome.OtherPair other } => Existing(PairViews.Of(other.Pair, StatusOf(other.Phase), time.GetUtcNow(), edition)),
        PairOutcome.CodeRefused => Refusals.CodeUnknown(),
        PairOutcome.Ended => Refusals.AttemptOver(await alternatives.To(request, session, edition)),
        PairOutcome.Busy => Refusals.Busy(),
        _ => Refusals.OutcomeUnknown(),
    };

    private static PairStatus StatusOf(PairPhase phase) => phase switch
    {
        PairPhase.Held => PairStatus.Held,
        PairPhase.Booking or PairPhase.Undoing => PairStatus.Pending,
        _ => PairStatus.Booked,
    };

    private static ProblemResult Existing(PairView pair) =>
        pair.Status == PairStatus.Booked ? Refusals.CodeAlreadyBooked(pair) : Refusals.CodeAlreadyHolds(pair);

    private static bool SameSeatsWanted(IReadOnlyList<Leg> one, IReadOnlyList<Leg> other) =>
        one.Select(leg => (leg.Day, leg.Slot)).SequenceEqual(other.Select(leg => (leg.Day, leg.Slot)));

    private static ProblemResult? Legs(HoldRequest request, Vaccine vaccine, int group, PairId id, CampaignEdition edition, out Leg[] legs)
    {
        legs = [];
        if (request.Legs.Count != vaccine.Doses)
        {
            return Refusals.IntervalViolated(vaccine.RuleAt(edition.Version));
        }

        var read = new List<Leg>(request.Legs.Count);
        foreach (var leg in request.Legs)
        {
            if (edition.FindCentre(leg.Centre) is not { } centre || centre.BookingGroup != group)
            {
                return Refusals.CentreNotInGroup();
            }

            if (!SlotId.TryParse(leg.Slot, out var slot) || slot.Vaccine != vaccine.Id)
            {
                return Refusals.SlotUnknown();
            }

            var appointment = AppointmentId.Derive(id.ToString(), "appointment", read.Count.ToString(CultureInfo.InvariantCulture));
            read.Add(new Leg(new DayId(centre.Id, leg.Date), slot, appointment, Seat: -1));
        }

        legs = [.. read];
        return null;
    }
}
