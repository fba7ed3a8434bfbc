using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Simulation.Storage;

/// <summary>Which walls stand. Each can be taken away by a control that must then see the damage.</summary>
internal sealed record LedgerRules
{
    /// <summary>Two entries of a stream cannot have one sequence number. Without it a colliding append is put at the end.</summary>
    public bool Fence { get; init; } = true;

    /// <summary>One live appointment a seat.</summary>
    public bool SeatWall { get; init; } = true;

    /// <summary>A planted lie: says "committed" at once.</summary>
    public bool AnswersBeforeCommit { get; init; }
}

/// <summary>The ledger and its read models in memory, with the promises that storage makes: each append is all or nothing.</summary>
internal sealed class SimulatedLedger(LedgerRules rules)
{
    private readonly Dictionary<StreamId, StoredStream> streams = [];

    public LedgerRules Rules => rules;

    public List<PendingOperation> Pending { get; } = [];

    public Dictionary<(DayId Day, SlotId Slot, int Seat), AppointmentId> Seats { get; } = [];

    public Dictionary<(DayId Day, AppointmentId Appointment), (SlotId Slot, int Seat)> Appointments { get; } = [];

    public Dictionary<DayId, Projection.AvailabilityChanged> Availability { get; } = [];

    /// <summary>Sorted, so that a sweep goes through them in the same order in every run.</summary>
    public SortedDictionary<string, DateTimeOffset> Reminders { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, StreamId> References { get; } = [];

    public HashSet<string> ContactKeys { get; } = [];

    public HashSet<OperationId> Messages { get; } = [];

    public IReadOnlyList<LedgerEntry> Entries(StreamId stream) => streams.TryGetValue(stream, out var stored) ? stored.Entries : [];

    public bool Holds(StreamId stream, OperationId operation) => streams.TryGetValue(stream, out var stored) && stored.Operations.ContainsKey(operation);

    public StreamHistory Read(StreamId stream)
    {
        if (!streams.TryGetValue(stream, out var stored))
        {
            return StreamHistory.Empty;
        }

        var after = (int)(stored.Snapshot?.Sequence ?? 0);
        return new StreamHistory(stored.Snapshot, stored.Entries.GetRange(after, stored.Entries.Count - after));
    }

    public IReadOnlyList<LedgerEntry> Find(StreamId stream, IReadOnlyCollection<OperationId> operations)
    {
        var found = new List<LedgerEntry>();
        if (streams.TryGetValue(stream, out var stored))
        {
            foreach (var operation in operations)
            {
                if (stored.Operations.TryGetValue(operation, out var index))
                {
                    found.Add(stored.Entries[index]);
                }
            }
        }

        return found;
    }

    /// <summary>Writes all of it or nothing. <paramref name="operationsFirst"/>: which of two true complaints is made is storage's choice.</summary>
    public AppendResult Land(AppendRequest request, bool operationsFirst)
    {
        if (!streams.TryGetValue(request.Stream, out var stored))
        {
            streams.Add(request.Stream, stored = new StoredStream());
        }

        var sequenceTaken = rules.Fence && request.Entries[0].Sequence <= stored.Entries.Count;
        var repeated = request.Entries.Any(e => e.Operation is { } o && stored.Operations.ContainsKey(o));
        if (sequenceTaken || repeated)
        {
            return repeated && (operationsFirst || !sequenceTaken) ? AppendResult.OperationRepeated : AppendResult.SequenceTaken;
        }

        if (rules.Fence && request.Entries[0].Sequence != stored.Entries.Count + 1)
        {
            throw new InvalidOperationException("A writer left a gap in its history.");
        }

        if (rules.SeatWall && SeatIsTaken(request))
        {
            return AppendResult.SeatTaken;
        }

        foreach (var entry in request.Entries)
        {
            if (entry.Operation is { } operation)
            {
                stored.Operations.Add(operation, stored.Entries.Count);
            }

            stored.Entries.Add(entry with { Sequence = stored.Entries.Count + 1 });
        }

        foreach (var projection in request.Projections)
        {
            Apply(projection);
        }

        // Without the fence a snapshot may stand for a history that never was; it is left out so that the control shows the seats.
        stored.Snapshot = rules.Fence ? request.Snapshot ?? stored.Snapshot : null;
        return AppendResult.Committed;
    }

    private bool SeatIsTaken(AppendRequest request)
    {
        var freed = new HashSet<AppointmentId>();
        var taken = new HashSet<(DayId, SlotId, int)>();
        foreach (var projection in request.Projections)
        {
            if (projection is Projection.AppointmentFreed f)
            {
                freed.Add(f.Appointment);
            }
            else if (projection is Projection.AppointmentBooked b
                && (!taken.Add((b.Day, b.Slot, b.Seat)) || (Seats.TryGetValue((b.Day, b.Slot, b.Seat), out var holder) && !freed.Contains(holder))))
            {
                return true;
            }
        }

        return false;
    }

    private void Apply(Projection projection)
    {
        switch (projection)
        {
            case Projection.AppointmentBooked b:
                Seats[(b.Day, b.Slot, b.Seat)] = b.Appointment;
                Appointments[(b.Day, b.Appointment)] = (b.Slot, b.Seat);
                break;
            case Projection.AppointmentFreed f:
                if (Appointments.Remove((f.Day, f.Appointment), out var seat))
                {
                    Seats.Remove((f.Day, seat.Slot, seat.Seat));
                }

                break;
            case Projection.AvailabilityChanged a:
                Availability[a.Day] = a;
                break;
            case Projection.ReminderSet { DueAt: { } due } r:
                Reminders[r.Stream.Value] = due;
                break;
            case Projection.ReminderSet r:
                Reminders.Remove(r.Stream.Value);
                break;
            case Projection.ReferenceIssued i:
                References[i.Reference] = i.Code;
                break;
            case Projection.ContactKeyStored k:
                ContactKeys.Add(k.Reference);
                break;
            case Projection.MessageQueued m:
                Messages.Add(m.Id);
                break;
            default:
                throw new InvalidOperationException($"No table for {projection.GetType().Name}.");
        }
    }

    private sealed class StoredStream
    {
        public List<LedgerEntry> Entries { get; } = [];

        public Dictionary<OperationId, int> Operations { get; } = [];

        public Snapshot? Snapshot { get; set; }
    }
}
