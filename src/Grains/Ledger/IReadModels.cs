using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Grains.Ledger;

/// <summary>What projections left behind, for reading.</summary>
public interface IReadModels
{
    /// <summary>
    /// The availability rows that changed since a cursor; 0 reads them all. A row may be told twice, never not at all, whoever wrote it.
    /// </summary>
    ValueTask<AvailabilityChanges> ReadAvailability(long cursor, CancellationToken cancellation = default);

    /// <summary>The stream of the code that booked under this reference, or null.</summary>
    ValueTask<StreamId?> FindCode(string reference, CancellationToken cancellation = default);

    /// <summary>Live bookings, counted by what a rule judges them by. Reads every live booking: for staff, not for citizens.</summary>
    ValueTask<IReadOnlyList<BookedCount>> CountBookings(CancellationToken cancellation = default);

    /// <summary>The streams of the codes of a batch that have a live booking, in their order after <paramref name="after"/>, at most <paramref name="limit"/>.</summary>
    ValueTask<IReadOnlyList<StreamId>> FindBooked(string batch, StreamId? after, int limit, CancellationToken cancellation = default);

    /// <summary>Live bookings of a contact: of its e-mail address or of its telephone number, whichever has more.</summary>
    /// <param name="except">Reference of a booking that is not counted; null counts all.</param>
    ValueTask<int> CountBookings(ContactMarks marks, string? except = null, CancellationToken cancellation = default);

    /// <summary>The wrapped key of a booking's contact data; null when there is none or it was destroyed.</summary>
    ValueTask<ReadOnlyMemory<byte>?> FindContactKey(string reference, CancellationToken cancellation = default);

    /// <summary>What the pre-queue's tickets put into the roster, 32 bytes each, by number from the one after <paramref name="after"/> on; from number 1 on where it is 0.</summary>
    ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReadRoster(RoomId room, long after = 0, CancellationToken cancellation = default);

    /// <summary>Streams that want to be woken at or before <paramref name="until"/>, the most overdue first, at most <paramref name="limit"/>.</summary>
    ValueTask<IReadOnlyList<Reminder>> ReadReminders(DateTimeOffset until, int limit, CancellationToken cancellation = default);
}

/// <summary>One day's row; <paramref name="Version"/> is the day's sequence at that commit, so a larger one is newer.</summary>
public sealed record AvailabilityRow(DayId Day, long Version, ReadOnlyMemory<byte> Body);

/// <param name="Cursor">Where to go on reading next time.</param>
public sealed record AvailabilityChanges(IReadOnlyList<AvailabilityRow> Rows, long Cursor);

public sealed record Reminder(StreamId Stream, DateTimeOffset DueAt);
