using WaitingRoom.Grains.Identity;

namespace WaitingRoom.Booking.Messages.Development;

/// <summary>What would have been sent: the newest messages, in memory only, for the page that shows them to whoever tries the system out.</summary>
internal sealed class DevelopmentOutbox(TimeProvider time)
{
    /// <summary>More than anybody scrolls through.</summary>
    private const int Most = 100;

    private readonly Lock gate = new();
    private readonly LinkedList<Shown> messages = new();

    /// <summary>The newest first.</summary>
    public IReadOnlyList<Shown> Messages
    {
        get
        {
            lock (gate)
            {
                return [.. messages];
            }
        }
    }

    public void Show(OutgoingMessage message)
    {
        lock (gate)
        {
            messages.AddFirst(new Shown(time.GetUtcNow(), message));
            if (messages.Count > Most)
            {
                messages.RemoveLast();
            }
        }
    }

    public OutgoingMessage? Find(string id)
    {
        lock (gate)
        {
            return messages.FirstOrDefault(shown => shown.Message.Id.ToString() == id)?.Message;
        }
    }

    internal sealed record Shown(DateTimeOffset At, OutgoingMessage Message);
}

/// <summary>Stands where a provider is not configured.</summary>
internal sealed class DevelopmentSender(MessageRoute route, DevelopmentOutbox outbox) : IMessageSender
{
    public MessageRoute Route => route;

    public Task<SendResult> Send(OutgoingMessage message, CancellationToken cancellation)
    {
        outbox.Show(message);
        return Task.FromResult<SendResult>(new SendResult.Sent());
    }
}
