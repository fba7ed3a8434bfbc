using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Documents;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Booking.Tests.Availability;

/// <summary>The line to storage, which can be cut.</summary>
internal sealed class StorageLine
{
    public bool IsCut { get; set; }

    public T Reach<T>(T storage) => IsCut ? throw new LedgerUnavailableException("The line is cut.") : storage;
}

/// <summary>The real documents behind such a line.</summary>
internal sealed class SilentDocuments(IDocuments real, StorageLine line) : IDocuments
{
    public ValueTask<Document?> Get(string name, CancellationToken cancellation = default) => line.Reach(real).Get(name, cancellation);

    public ValueTask<bool> Put(string name, long expectedVersion, ReadOnlyMemory<byte> body, CancellationToken cancellation = default) => line.Reach(real).Put(name, expectedVersion, body, cancellation);

    public ValueTask<IReadOnlyList<Document>> Under(string prefix, string? after, int limit, CancellationToken cancellation = default) => line.Reach(real).Under(prefix, after, limit, cancellation);

    public ValueTask<bool> Delete(string name, long expectedVersion, CancellationToken cancellation = default) => line.Reach(real).Delete(name, expectedVersion, cancellation);
}

/// <summary>The real read models behind it.</summary>
internal sealed class SilentReadModels(IReadModels real, StorageLine line) : IReadModels
{
    public ValueTask<AvailabilityChanges> ReadAvailability(long cursor, CancellationToken cancellation = default) => line.Reach(real).ReadAvailability(cursor, cancellation);

    public ValueTask<StreamId?> FindCode(string reference, CancellationToken cancellation = default) => line.Reach(real).FindCode(reference, cancellation);

    public ValueTask<IReadOnlyList<BookedCount>> CountBookings(CancellationToken cancellation = default) => line.Reach(real).CountBookings(cancellation);

    public ValueTask<IReadOnlyList<StreamId>> FindBooked(string batch, StreamId? after, int limit, CancellationToken cancellation = default) => line.Reach(real).FindBooked(batch, after, limit, cancellation);

    public ValueTask<int> CountBookings(ContactMarks marks, string? except = null, CancellationToken cancellation = default) => line.Reach(real).CountBookings(marks, except, cancellation);

    public ValueTask<ReadOnlyMemory<byte>?> FindContactKey(string reference, CancellationToken cancellation = default) => line.Reach(real).FindContactKey(reference, cancellation);

    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReadRoster(RoomId room, long after = 0, CancellationToken cancellation = default) => line.Reach(real).ReadRoster(room, after, cancellation);

    public ValueTask<IReadOnlyList<Reminder>> ReadReminders(DateTimeOffset until, int limit, CancellationToken cancellation = default) => line.Reach(real).ReadReminders(until, limit, cancellation);
}
