using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Identity;

namespace WaitingRoom.Simulation.Checking;

/// <summary>A code folded from the ledger a second time; knows which phase may follow which.</summary>
internal sealed class CodeModel(CodeId id, Action<Rule, string> broken)
{
    public CodeId Id => id;

    public PairPhase Phase { get; private set; }

    public Pair? Pair { get; private set; }

    public DateTimeOffset Since { get; private set; }

    public HashSet<PairId> EverHeld { get; } = [];

    public HashSet<PairId> EverBooked { get; } = [];

    public Dictionary<PairId, PairEnd> Ended { get; } = [];

    public DateTimeOffset? NextDue => Phase is PairPhase.Booking or PairPhase.Undoing ? Since + CodeAggregate.UnfinishedAfter : null;

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
