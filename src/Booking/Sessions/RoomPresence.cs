using System.Collections.Concurrent;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Booking.Sessions;

/// <summary>
/// Tells the waiting room who is still inside and who has left, so that it lets the next people in. A person whose place the room has given up meanwhile is not
/// thrown out: what they hold they may still book.
/// </summary>
internal sealed class RoomPresence(IGrains grains, TimeProvider time)
{
    private Minute minute = new(0);

    /// <summary>Somebody inside did something. Told to the room at most once in each minute of the clock, and nobody waits for it.</summary>
    public void Seen(BookingSession session)
    {
        if (session.Number is not { } number)
        {
            return;
        }

        var now = time.GetUtcNow().ToUnixTimeSeconds() / 60;
        var current = Volatile.Read(ref minute);
        if (current.Number != now)
        {
            // Two requests may do this at once; then somebody is told twice, which the room does not mind.
            current = new Minute(now);
            Volatile.Write(ref minute, current);
        }

        if (current.Told.TryAdd((session.Room, number), true))
        {
            _ = grains.Ask(new RoomId(session.Room), new RoomCommand.RenewSession(OperationId.New(), number));
        }
    }

    /// <summary>Somebody leaves. A failure is not theirs to mend: the place becomes free by itself when nobody renews it.</summary>
    public async Task Left(BookingSession session)
    {
        if (session.Number is { } number)
        {
            await grains.Ask(new RoomId(session.Room), new RoomCommand.EndSession(OperationId.New(), number));
        }
    }

    private sealed record Minute(long Number)
    {
        public ConcurrentDictionary<(string Room, long Number), bool> Told { get; } = new();
    }
}
