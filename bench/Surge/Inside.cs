using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Bench.Surge;

/// <summary>Who is inside until when, and whether the room agrees.</summary>
internal sealed class Inside
{
    private readonly PriorityQueue<long, DateTimeOffset> leaving = new();
    private readonly HashSet<long> numbers = [];

    public int Count => numbers.Count;

    /// <summary>Sessions that the room had ended before the visitor left.</summary>
    public int EndedEarly { get; private set; }

    public void Enter(long number, DateTimeOffset until)
    {
        numbers.Add(number);
        leaving.Enqueue(number, until);
    }

    /// <summary>Looks whether the room still knows everyone who is inside.</summary>
    public void Compare(RoomState state) => EndedEarly += numbers.RemoveWhere(number => !state.Sessions.ContainsKey(number));

    /// <summary>Whoever leaves now.</summary>
    public IReadOnlyList<long> Leave(DateTimeOffset now)
    {
        var gone = new List<long>();
        while (leaving.TryPeek(out var number, out var until) && until <= now)
        {
            leaving.Dequeue();
            if (numbers.Remove(number))
            {
                gone.Add(number);
            }
        }

        return gone;
    }
}
