using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Grains.Ledger;

/// <summary>A change to a read model that commits together with the events that caused it. A closed set; storage knows each.</summary>
public abstract record Projection
{
    private Projection()
    {
    }

    /// <summary>A booked seat. The index over (centre, date, slot, seat) is the second wall against double booking.</summary>
    public sealed record AppointmentBooked(DayId Day, SlotId Slot, int Seat, AppointmentId Appointment) : Projection;

    /// <summary>The seat of a booked appointment is free again.</summary>
    public sealed record AppointmentFreed(DayId Day, AppointmentId Appointment) : Projection;

    /// <summary>The whole day as the public may see it, see <see cref="DayAvailability"/>; replaces the day's earlier row.</summary>
    public sealed record AvailabilityChanged(DayId Day, long Version, ReadOnlyMemory<byte> Body) : Projection;

    /// <summary>When the grain wants to be woken, or null when it needs no waking any more.</summary>
    public sealed record ReminderSet(StreamId Stream, DateTimeOffset? DueAt) : Projection;

    /// <summary>Lets a booking be found by the reference on its confirmation.</summary>
    /// <param name="Pair">What is booked under it, in place of what was before, so that a change of the rules can count whom it touches.</param>
    public sealed record ReferenceIssued(string Reference, StreamId Code, BookedPair? Pair = null) : Projection;

    /// <summary>The key that opens one booking's contact data. Kept apart from the ledger so that destroying it is deletion.</summary>
    public sealed record ContactKeyStored(string Reference, ReadOnlyMemory<byte> WrappedKey, ContactMarks? Marks = null) : Projection;

    /// <summary>A message to be sent after the commit, never before it. <paramref name="Id"/> makes a second writing harmless.</summary>
    public sealed record MessageQueued(OperationId Id, string Kind, string Reference, DateTimeOffset At) : Projection;

    /// <summary>Tickets that entered a pre-queue, 32 bytes each; kept so that anyone can be shown the roster that was drawn.</summary>
    public sealed record RosterEntered(RoomId Room, long First, ReadOnlyMemory<byte> Leaves) : Projection;
}
