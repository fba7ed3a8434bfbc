using System.Text.Json;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Grains.Days;

/// <summary>The centre-day as a grain: slots by vaccine, capacity by channel, holds that run out, bookings.</summary>
public sealed class DayAggregate : IAggregate<DayState, DayCommand, DayEvent, DayOutcome>
{
    public static readonly DayAggregate Instance = new();

    private static readonly EventCodec<DayEvent> Codec = new EventCodec<DayEvent>()
        .With("supply-added/1", DayJson.Default.SupplyAdded)
        .With("supply-withdrawn/1", DayJson.Default.SupplyWithdrawn)
        .With("capacity-set/1", DayJson.Default.CapacitySet)
        .With("supply-scaled/1", DayJson.Default.SupplyScaled)
        .With("quota-return-set/1", DayJson.Default.QuotaReturnSet)
        .With("phone-quota-returned/1", DayJson.Default.PhoneQuotaReturned)
        .With("seat-held/1", DayJson.Default.SeatHeld)
        .With("hold-extended/1", DayJson.Default.HoldExtended)
        .With("holds-expired/1", DayJson.Default.HoldsExpired)
        .With("seat-booked/1", DayJson.Default.SeatBooked)
        .With("seat-freed/1", DayJson.Default.SeatFreed)
        .With("day-closed/1", DayJson.Default.DayClosed)
        .With("day-reopened/1", DayJson.Default.DayReopened);

    public DayCommand? Tick { get; } = new DayCommand.Tick();

    public DayState Empty(StreamId stream) => new(DayId.Parse(stream.Key));

    public Decision<DayEvent, DayOutcome> Decide(DayState state, DayCommand command, DateTimeOffset now) => DayDecision.Decide(state, command, now);

    public DayState Evolve(DayState state, DayEvent happened) => DayEvolution.Evolve(state, happened);

    public DayOutcome OutcomeOf(DayState state, DayEvent decisive) => decisive switch
    {
        DayEvent.SeatHeld e when state.Ended.Contains(e.Appointment) => new DayOutcome.AppointmentEnded(),
        DayEvent.SeatBooked e when state.Ended.Contains(e.Appointment) => new DayOutcome.AppointmentEnded(),
        DayEvent.SupplyAdded e => new DayOutcome.SupplyAdded(e.Places.Sum(p => p.Web + p.Phone)),
        DayEvent.SupplyWithdrawn e => new DayOutcome.SupplyWithdrawn(e.Places.Sum(p => p.Web + p.Phone), e.Deficit),
        DayEvent.CapacitySet e => new DayOutcome.CapacitySet(e.Deficit),
        DayEvent.SupplyScaled e => new DayOutcome.SupplyScaled(e.Before, e.Places.Sum(p => p.Web + p.Phone), e.Deficits),
        DayEvent.QuotaReturnSet => new DayOutcome.QuotaReturnSet(),
        DayEvent.SeatHeld e => new DayOutcome.Held(e.Appointment, e.Seat, e.Until),
        DayEvent.HoldExtended e => new DayOutcome.HoldExtended(e.Until),
        DayEvent.SeatBooked e => new DayOutcome.Booked(e.Appointment, e.Seat, e.Retaken),
        DayEvent.SeatFreed => new DayOutcome.Freed(),
        DayEvent.DayClosed => new DayOutcome.DayClosed(),
        DayEvent.DayReopened => new DayOutcome.DayReopened(),
        _ => throw new InvalidOperationException($"{decisive.GetType().Name} answers no command."),
    };

    public DateTimeOffset? NextDue(DayState state) => state.NextDue;

    /// <summary>
    /// Rounded down to the second: in a surge the first hold to run out is another one at nearly every commit, and the reminder is a row with two indexes.
    /// </summary>
    public DateTimeOffset? RemindAt(DayState state) => state.NextDue is { } due ? due.AddTicks(-(due.UtcTicks % TimeSpan.TicksPerSecond)) : null;

    public void Project(DayState before, DayState after, IReadOnlyList<DayEvent> events, ICollection<Projection> projections)
    {
        // The net change of the batch, seats given back before seats taken: a seat may change hands within one commit.
        var touched = new HashSet<AppointmentId>();
        foreach (var happened in events)
        {
            if (happened is DayEvent.SeatBooked booked)
            {
                touched.Add(booked.Appointment);
            }
            else if (happened is DayEvent.SeatFreed freed)
            {
                touched.Add(freed.Appointment);
            }
        }

        foreach (var id in touched)
        {
            if (IsBooked(before, id) && !IsBooked(after, id))
            {
                projections.Add(new Projection.AppointmentFreed(after.Id, id));
            }
        }

        foreach (var id in touched)
        {
            if (!IsBooked(before, id) && after.Appointments.TryGetValue(id, out var a) && a.IsBooked)
            {
                projections.Add(new Projection.AppointmentBooked(after.Id, a.Slot, a.Seat, id));
            }
        }

        projections.Add(new Projection.AvailabilityChanged(after.Id, after.Version, DayAvailability.JsonOf(after)));
        if (RemindAt(before) != RemindAt(after))
        {
            projections.Add(new Projection.ReminderSet(after.Id.Stream, RemindAt(after)));
        }
    }

    public (string Kind, ReadOnlyMemory<byte> Body) Write(DayEvent happened) => Codec.Write(happened);

    public DayEvent Read(string kind, ReadOnlyMemory<byte> body) => Codec.Read(kind, body);

    public ReadOnlyMemory<byte> WriteSnapshot(DayState state) => JsonSerializer.SerializeToUtf8Bytes(DaySnapshot.Of(state), DayJson.Default.DaySnapshot);

    public DayState ReadSnapshot(StreamId stream, ReadOnlyMemory<byte> body) =>
        JsonSerializer.Deserialize(body.Span, DayJson.Default.DaySnapshot)!.ToState(DayId.Parse(stream.Key));

    public int SnapshotWeight(DayState state) => state.Appointments.Count + state.Ended.Count + state.Slots.Count;

    private static bool IsBooked(DayState state, AppointmentId id) => state.Appointments.TryGetValue(id, out var a) && a.IsBooked;
}
