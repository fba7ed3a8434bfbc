using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Identity;

namespace WaitingRoom.Simulation.Checking;

/// <summary>A code folded from the ledger a second time; knows which phase may follow which.</summary>
internal sealed class CodeModel(CodeId id, Action<Rule, string> broken)
{
    public CodeId Id => id;

    public PairPhase Phase { get; private set; }

    public Pair? Pair { get; private set; }

    /// <summary>While the pair is being changed: the one that is to take its place.</summary>
    public Pair? Next { get; private set; }

    /// <summary>While the place was taken and the former seats are not all given back.</summary>
    public Pair? Former { get; private set; }

    public DateTimeOffset Since { get; private set; }

    public HashSet<PairId> EverHeld { get; } = [];

    public HashSet<PairId> EverBooked { get; } = [];

    public Dictionary<PairId, PairEnd> Ended { get; } = [];

    public DateTimeOffset? NextDue => Phase is PairPhase.None or PairPhase.Held or PairPhase.Booked ? null : Since + CodeAggregate.UnfinishedAfter;

    public bool IsBooked => Phase is PairPhase.Booked or PairPhase.Rebooking or PairPhase.Reverting or PairPhase.Replacing;

    /// <summary>An appointment that nobody may give back as long as the code is where it is.</summary>
    public bool Needs(AppointmentId appointment) =>
        ((IsBooked || Phase == PairPhase.Booking) && Pair!.Has(appointment)) || (Phase == PairPhase.Rebooking && Next!.Has(appointment));

    /// <summary>An appointment that is being given back.</summary>
    public bool GivesUp(AppointmentId appointment) =>
        Phase switch
        {
            PairPhase.Undoing => Pair!.Has(appointment),
            PairPhase.Reverting => Next!.Has(appointment),
            PairPhase.Replacing => Former!.Has(appointment),
            _ => false,
        };

    public void Apply(CodeEvent happened)
    {
        switch (happened)
        {
            case CodeEvent.CodeIssued:
                break;
            case CodeEvent.PairHeld e:
                Expect(Phase == PairPhase.None || (Phase == PairPhase.Held && Pair!.HeldUntil <= e.At), happened);
                (Phase, Pair, Since) = (PairPhase.Held, e.Pair, e.At);
                EverHeld.Add(e.Pair.Id);
                break;
            case CodeEvent.HoldExtended e:
                Expect(Phase == PairPhase.Held && Pair!.Id == e.Pair.Id, happened);
                Pair = e.Pair;
                break;
            case CodeEvent.PairReleased e:
                Expect(Phase == PairPhase.Held && Pair!.Id == e.Pair, happened);
                (Phase, Pair) = (PairPhase.None, null);
                break;
            case CodeEvent.BookingBegun e:
                Expect(Phase == PairPhase.Held && Pair!.Id == e.Pair.Id, happened);
                (Phase, Since) = (PairPhase.Booking, e.At);
                break;
            case CodeEvent.PairBooked e:
                Expect(Phase == PairPhase.Booking && Pair!.Id == e.Pair.Id, happened);
                (Phase, Pair, Since) = (PairPhase.Booked, e.Pair, e.At);
                EverBooked.Add(e.Pair.Id);
                break;
            case CodeEvent.UndoBegun e:
                Expect(Phase == (e.End == PairEnd.Cancelled ? PairPhase.Booked : PairPhase.Booking) && Pair!.Id == e.Pair.Id, happened);
                (Phase, Since) = (PairPhase.Undoing, e.At);
                break;
            case CodeEvent.PairEnded e:
                Expect(Phase == PairPhase.Undoing && Pair!.Id == e.Pair, happened);
                (Phase, Pair) = (PairPhase.None, null);
                Ended[e.Pair] = e.End;
                break;
            case CodeEvent.RebookBegun e:
                Expect(Phase == PairPhase.Booked, happened);
                (Phase, Next, Since) = (PairPhase.Rebooking, e.Next, e.At);
                break;
            case CodeEvent.PairReplaced e:
                Expect(Phase == PairPhase.Rebooking && Next!.Id == e.Pair.Id, happened);
                (Phase, Former, Pair, Next, Since) = (PairPhase.Replacing, Pair, e.Pair, null, e.At);
                EverBooked.Add(e.Pair.Id);
                break;
            case CodeEvent.RevertBegun e:
                Expect(Phase == PairPhase.Rebooking && Next!.Id == e.Next, happened);
                (Phase, Since) = (PairPhase.Reverting, e.At);
                break;
            case CodeEvent.RebookEnded e:
                Expect(
                    e.End == PairEnd.Replaced
                        ? Phase == PairPhase.Replacing && Pair!.Id == e.Next && Former!.Id == e.Ended
                        : Phase == PairPhase.Reverting && Next!.Id == e.Next && e.Ended == e.Next,
                    happened);
                (Phase, Next, Former, Since) = (PairPhase.Booked, null, null, e.At);
                Ended[e.Ended] = e.End;
                break;
            case CodeEvent.ContactChanged e:
                Expect(Phase == PairPhase.Booked && Pair!.Id == e.Pair, happened);
                break;
            default:
                throw new InvalidOperationException($"No model for {happened.GetType().Name}.");
        }
    }

    private void Expect(bool allowed, CodeEvent happened)
    {
        if (!allowed)
        {
            broken(Rule.PhaseOrder, $"code {id}: {happened.GetType().Name} in phase {Phase} of pair {Pair?.Id}");
        }
    }
}
