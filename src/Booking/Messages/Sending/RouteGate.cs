namespace WaitingRoom.Booking.Messages.Sending;

/// <summary>How much one provider gets at once and a second, and its pauses. What finds no room comes again later; nothing queues here.</summary>
internal sealed class RouteGate(int atOnce, int perSecond)
{
    /// <summary>A provider that asks for more is asked again sooner: it may be well by then, and asking costs one message.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private DateTimeOffset secondBegan;
    private DateTimeOffset pausedUntil;
    private int inSecond;
    private int inside;

    /// <param name="freeAt">When to come again, where this is false.</param>
    public bool TryEnter(DateTimeOffset now, out DateTimeOffset freeAt)
    {
        lock (gate)
        {
            freeAt = pausedUntil;
            if (now < pausedUntil)
            {
                return false;
            }

            if (now - secondBegan >= Second)
            {
                (secondBegan, inSecond) = (now, 0);
            }

            freeAt = inside < atOnce ? secondBegan + Second : now + Second;
            if (inside >= atOnce || inSecond >= perSecond)
            {
                return false;
            }

            inside++;
            inSecond++;
            return true;
        }
    }

    public void Leave()
    {
        lock (gate)
        {
            inside--;
        }
    }

    public void Pause(DateTimeOffset now, TimeSpan wait)
    {
        lock (gate)
        {
            var until = now + (wait < LongestPause ? wait : LongestPause);
            pausedUntil = until > pausedUntil ? until : pausedUntil;
        }
    }
}
