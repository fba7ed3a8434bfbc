using System.Collections.Immutable;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Simulation.Tests.Planted;

/// <summary>The seat check is off: everybody is given seat 0. The state behind it goes on as if each had a seat of their own.</summary>
internal sealed class EverybodyGetsSeatZero() : PassedOn<DayState, DayCommand, DayEvent, DayOutcome>(DayAggregate.Instance)
{
    public override (string Kind, ReadOnlyMemory<byte> Body) Write(DayEvent happened) => Real.Write(happened switch
    {
        DayEvent.SeatHeld e => e with { Seat = 0 },
        DayEvent.SeatBooked e => e with { Seat = 0 },
        _ => happened,
    });

    public override void Project(DayState before, DayState after, IReadOnlyList<DayEvent> events, ICollection<Projection> projections)
    {
        var real = new List<Projection>();
        Real.Project(before, after, events, real);
        foreach (var projection in real)
        {
            projections.Add(projection is Projection.AppointmentBooked booked ? booked with { Seat = 0 } : projection);
        }
    }
}

/// <summary>Who was ended is forgotten at once, so a step of a saga that arrives late takes a seat again.</summary>
internal sealed class NoTombstones() : PassedOn<DayState, DayCommand, DayEvent, DayOutcome>(DayAggregate.Instance)
{
    public override DayState Evolve(DayState state, DayEvent happened) => Real.Evolve(state, happened) with { Ended = [] };
}

/// <summary>Holds run out only when somebody else asks something.</summary>
internal sealed class NoTicks() : PassedOn<DayState, DayCommand, DayEvent, DayOutcome>(DayAggregate.Instance)
{
    public override DayCommand? Tick => null;
}

/// <summary>A hold that is given up takes the booked seat with it.</summary>
internal sealed class GivingUpFreesBookings() : PassedOn<DayState, DayCommand, DayEvent, DayOutcome>(DayAggregate.Instance)
{
    public override Decision<DayEvent, DayOutcome> Decide(DayState state, DayCommand command, DateTimeOffset now) =>
        Real.Decide(state, command is DayCommand.Free free ? free with { OnlyIfHeld = false } : command, now);
}

/// <summary>One seat more than there is.</summary>
internal sealed class OneSeatTooMany() : PassedOn<DayState, DayCommand, DayEvent, DayOutcome>(DayAggregate.Instance)
{
    public override Decision<DayEvent, DayOutcome> Decide(DayState state, DayCommand command, DateTimeOffset now)
    {
        var roomier = state with { Slots = state.Slots.ToDictionary(s => s.Key, s => s.Value with { WebCapacity = s.Value.WebCapacity + 1 }).ToImmutableSortedDictionary() };
        return Real.Decide(command is DayCommand.Hold ? roomier : state, command, now);
    }
}

/// <summary>The availability row is a commit behind.</summary>
internal sealed class StaleAvailability() : PassedOn<DayState, DayCommand, DayEvent, DayOutcome>(DayAggregate.Instance)
{
    public override void Project(DayState before, DayState after, IReadOnlyList<DayEvent> events, ICollection<Projection> projections)
    {
        var real = new List<Projection>();
        Real.Project(before, after, events, real);
        foreach (var projection in real)
        {
            projections.Add(projection is Projection.AvailabilityChanged row ? row with { Body = DayAvailability.Of(before).ToJson() } : projection);
        }
    }
}

/// <summary>What cools is anybody's at once.</summary>
internal sealed class NothingCools() : PassedOn<DayState, DayCommand, DayEvent, DayOutcome>(DayAggregate.Instance)
{
    public override DayState Evolve(DayState state, DayEvent happened) => Real.Evolve(state, happened is DayEvent.SeatFreed freed ? freed with { BackAt = null } : happened);
}
