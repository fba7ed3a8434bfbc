using System.Collections.Concurrent;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Days;

namespace WaitingRoom.Booking.Waitlist;

/// <summary>
/// Citizens' seats that were given back and are nobody's yet. The public is not told of them, so that nobody can wait for one; the waiting list takes them first. Kept in memory:
/// what a restart forgets becomes everybody's when it has cooled.
/// </summary>
internal sealed class CoolingSeats : IAvailabilityListener
{
    private readonly ConcurrentDictionary<DayId, SlotId[]> seats = new();
    private volatile bool watched;
    private long changes;

    /// <summary>Whether any seat cools.</summary>
    public bool HasAny => !seats.IsEmpty;

    public bool IsWatched => watched;

    /// <summary>Grows whenever a seat begins or ends to cool, and sometimes otherwise.</summary>
    public long Changes => Interlocked.Read(ref changes);

    /// <summary>From here on somebody wants to know; before, no day is looked through.</summary>
    public void Watch() => watched = true;

    public void DayChanged(DayState state)
    {
        if (!watched)
        {
            return;
        }

        SlotId[] slots = state.Closed ? [] : [.. state.Expiries
            .Select(expiry => state.Appointments[expiry.Appointment])
            .Where(appointment => appointment is { Cooling: true, Channel: Channel.Web })
            .Select(appointment => appointment.Slot)
            .Distinct()];
        if (slots.Length > 0)
        {
            seats[state.Id] = slots;
        }
        else if (!seats.TryRemove(state.Id, out _))
        {
            return;
        }

        Interlocked.Increment(ref changes);
    }

    /// <summary>The first slot of that day and vaccine that starts after <paramref name="minute"/> and has one; null when there is none.</summary>
    public TimeOnly? Earliest(DayId day, string vaccine, int minute)
    {
        TimeOnly? earliest = null;
        foreach (var slot in seats.TryGetValue(day, out var slots) ? slots : [])
        {
            if (slot.Vaccine == vaccine && slot.Start.ToTimeSpan().TotalMinutes > minute && !(slot.Start >= earliest))
            {
                earliest = slot.Start;
            }
        }

        return earliest;
    }
}
