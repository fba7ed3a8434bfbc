using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Pairs;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Simulation.Driving;
using WaitingRoom.Simulation.Machine;
using WaitingRoom.Simulation.Storage;

namespace WaitingRoom.Simulation.Checking;

/// <summary>Looks at everything that lands, is published or is answered, and remembers the first rule that was broken.</summary>
internal sealed class Checker(World world)
{
    private readonly Dictionary<AppointmentId, (CodeId Code, List<PairId> Pairs)> owners = [];
    private readonly Dictionary<DayId, DayModel> days = [];
    private readonly Dictionary<CodeId, CodeModel> codes = [];
    private readonly OperationBook operations = new(world);

    public Violation? Broken { get; private set; }

    public IEnumerable<KeyValuePair<DayId, DayModel>> Days => days;

    public IEnumerable<CodeModel> Codes => codes.Values;

    public DayModel Day(DayId id)
    {
        if (!days.TryGetValue(id, out var model))
        {
            days.Add(id, model = new DayModel(id, Break));
        }

        return model;
    }

    public CodeModel Code(CodeId id)
    {
        if (!codes.TryGetValue(id, out var model))
        {
            codes.Add(id, model = new CodeModel(id, Break));
        }

        return model;
    }

    public void Break(Rule rule, string message)
    {
        if (Broken is null && world.Options.Rules?.Contains(rule) != false)
        {
            Broken = new Violation(rule, message, world.StepNumber);
            world.Log.Add($"VIOLATION {rule}: {message}");
        }
    }

    public void Owns(CodeId code, Pair pair)
    {
        foreach (var leg in pair.Legs)
        {
            if (!owners.TryGetValue(leg.Appointment, out var owner))
            {
                owners.Add(leg.Appointment, owner = (code, []));
            }

            owner.Pairs.Add(pair.Id);
        }
    }

    public void Landed(AppendRequest request)
    {
        operations.Landed(request);
        if (request.Stream.Kind == DayId.Kind)
        {
            var id = DayId.Parse(request.Stream.Key);
            var model = Day(id);
            foreach (var entry in request.Entries)
            {
                var happened = DayAggregate.Instance.Read(entry.Kind, entry.Body);
                world.Log.Add($"  {id} #{model.Version + 1} {happened}");
                Count(happened);
                JudgeFreeing(model, happened);
                model.Apply(happened, entry.At);
            }

            ProjectionCheck.Day(world, id, model, Break);
            if (request.Snapshot is { } snapshot && world.Options.Ledger.Fence)
            {
                world.Counters.Count("snapshots");
                StateCheck.Same(DayAggregate.Instance.ReadSnapshot(request.Stream, snapshot.Body), model, Break);
            }
        }
        else
        {
            var model = Code(new CodeId(request.Stream.Key));
            foreach (var entry in request.Entries)
            {
                var happened = CodeAggregate.Instance.Read(entry.Kind, entry.Body);
                world.Log.Add($"  code {model.Id} {happened.GetType().Name} {(happened is CodeEvent.PairHeld or CodeEvent.PairBooked ? happened : null)}");
                world.Counters.Count("code: " + happened.GetType().Name);
                model.Apply(happened);
                if (happened is CodeEvent.PairBooked or CodeEvent.PairReplaced)
                {
                    JudgeBooked(model.Pair!);
                }
            }

            ProjectionCheck.Code(world, model, Break);
        }
    }

    /// <summary>A writer says that this is the day now.</summary>
    public void Published(StreamId stream, DayState state)
    {
        foreach (var slot in state.Slots.Values)
        {
            if (slot.Free + slot.Held + slot.Booked != slot.Capacity + slot.Deficit || slot.Taken.Count != slot.Held + slot.Booked)
            {
                Break(Rule.Sums, $"{stream} {slot}");
            }
        }

        var model = Day(state.Id);
        if (state.Version == model.Version && world.Options.Ledger.Fence)
        {
            StateCheck.Same(state, model, Break);
        }
    }

    public void Asked(LedgerPort port, StreamId stream, ICommand command) => operations.Asked(port, stream, command);

    public void Replied<TOutcome>(LedgerPort port, StreamId stream, ICommand command, Reply<TOutcome> reply)
    {
        world.Log.Hash(reply is Reply<TOutcome>.Done ? 1 : reply is Reply<TOutcome>.Busy ? 2 : 3);
        if (reply is not Reply<TOutcome>.Done { Outcome: { } outcome })
        {
            operations.Unanswered(port, stream, command);
            world.Counters.Count(reply is Reply<TOutcome>.Busy ? "answers: busy" : "answers: unknown");
            return;
        }

        var truth = outcome switch
        {
            DayOutcome.Held held => Day(DayId.Parse(stream.Key)).EverHad.Contains((held.Appointment, held.Seat)),
            DayOutcome.Booked booked => Day(DayId.Parse(stream.Key)).EverHad.Contains((booked.Appointment, booked.Seat)),
            DayOutcome.Freed or DayOutcome.SupplyAdded or DayOutcome.SupplyWithdrawn or DayOutcome.CapacitySet
                or DayOutcome.QuotaReturnSet or DayOutcome.DayClosed or DayOutcome.DayReopened => world.Ledger.Holds(stream, command.Operation),
            CodeOutcome.PairHeld held => Code(new CodeId(stream.Key)).EverHeld.Contains(held.Pair.Id),
            CodeOutcome.PairBooked booked => Code(new CodeId(stream.Key)).EverBooked.Contains(booked.Pair.Id),
            CodeOutcome.Replacing replacing => Code(new CodeId(stream.Key)).EverBooked.Contains(replacing.Pair.Id),
            CodeOutcome.PairEnded => Code(new CodeId(stream.Key)) is var code && (code.Ended.Count > 0 || code.Former is not null),
            CodeOutcome.PairReleased => world.Ledger.Holds(stream, command.Operation),
            _ => true,
        };
        if (!truth)
        {
            Break(Rule.AnsweredNotInLedger, $"{stream} answered {outcome} to {command}");
        }

        operations.Answered(port, stream, command, refused: outcome is DayOutcome.Full or DayOutcome.Closed or DayOutcome.NoSuchSlot or DayOutcome.SlotPast
            or DayOutcome.AppointmentEnded or DayOutcome.HoldGone or DayOutcome.Invalid or CodeOutcome.NoSuchPair or CodeOutcome.UnknownCode
            or CodeOutcome.OtherPair or CodeOutcome.IntervalViolated);
    }

    /// <summary>What a person was told about a pair.</summary>
    public void Told(CodeId code, Pair pair, bool confirming, PairOutcome outcome)
    {
        var model = Code(code);
        var booked = model.IsBooked && model.Pair!.Id == pair.Id;
        switch (outcome)
        {
            case PairOutcome.Booked told when !model.EverBooked.Contains(told.Pair.Id):
                Break(Rule.AnsweredNotInLedger, $"code {code} told {pair.Id} is booked");
                break;
            case PairOutcome.Booked when booked:
                JudgeBooked(model.Pair!);
                break;
            case PairOutcome.Held told when !model.EverHeld.Contains(told.Pair.Id):
                Break(Rule.AnsweredNotInLedger, $"code {code} told {pair.Id} is held");
                break;
            case PairOutcome.LegRefused when confirming:
            case PairOutcome.Ended { End: not (null or PairEnd.Replaced) }:
                // What cools is nobody's, and what another pair of the code has in common with this one is that pair's affair.
                if (booked || pair.Legs.Any(l => Day(l.Day) is var day && day.Live.ContainsKey(l.Appointment) && !day.Ended.Contains(l.Appointment) && !(model.Pair is { } other && other.Id != pair.Id && other.Has(l.Appointment))))
                {
                    Break(Rule.PairIntegrity, $"code {code} told {outcome}, but seats of {pair.Id} are taken");
                }

                break;
            default:
                break;
        }
    }

    /// <summary>Everything is healed and done: what must be true of the whole.</summary>
    public void AtRest()
    {
        foreach (var model in codes.Values)
        {
            if (model.NextDue is not null)
            {
                Break(Rule.NotAtRest, $"code {model.Id} is still {model.Phase}");
            }
            else if (model.Phase == PairPhase.Booked)
            {
                JudgeBooked(model.Pair!);
            }
        }

        foreach (var (id, model) in days)
        {
            foreach (var (appointment, claim) in model.Live)
            {
                if (claim.Until <= world.Clock.Now)
                {
                    Break(Rule.ExpiredNotFreed, $"{id} still holds {appointment}, over at {claim.Until:O}");
                }
                else if (claim.Until is null && owners.TryGetValue(appointment, out var owner)
                    && !(Code(owner.Code) is { Phase: PairPhase.Booked, Pair: { } pair } && pair.Has(appointment)))
                {
                    Break(Rule.NotAtRest, $"{id} has {appointment} booked, but code {owner.Code} has not booked {string.Join(", ", owner.Pairs)}");
                }
            }
        }
    }

    private void JudgeBooked(Pair pair)
    {
        foreach (var leg in pair.Legs)
        {
            if (!Day(leg.Day).Live.TryGetValue(leg.Appointment, out var claim) || claim.Until is not null || claim.Seat != leg.Seat || claim.Slot != leg.Slot)
            {
                Break(Rule.PairIntegrity, $"pair {pair.Id} is booked, but {leg.Day} has {claim} for {leg}");
            }
        }
    }

    private void JudgeFreeing(DayModel model, DayEvent happened)
    {
        if (happened is DayEvent.SeatFreed freed && model.Live.TryGetValue(freed.Appointment, out var claim) && claim.Until is null
            && owners.TryGetValue(freed.Appointment, out var owner))
        {
            var code = Code(owner.Code);
            if (code.Needs(freed.Appointment) || !(code.GivesUp(freed.Appointment) || owner.Pairs.Exists(code.Ended.ContainsKey)))
            {
                Break(Rule.PairIntegrity, $"the booked seat of {freed.Appointment} was given back while code {owner.Code} is {code.Phase} with {code.Pair?.Id}");
            }
        }
    }

    private void Count(DayEvent happened)
    {
        world.Counters.Count("day: " + happened.GetType().Name);
        if (happened is DayEvent.SeatFreed { BackAt: not null })
        {
            world.Counters.Count("day: SeatFreed to cool");
        }

        if (happened is DayEvent.SeatHeld { Former: not null })
        {
            world.Counters.Count("day: SeatHeld that had cooled for its person");
        }

        if (happened is DayEvent.SeatBooked { Retaken: true })
        {
            world.Counters.Count("day: SeatBooked after its hold ran out");
        }
    }
}
