namespace WaitingRoom.Booking.Messages;

/// <summary>A provider of one route. Never throws for what a provider does: those are results. May be called by several at once.</summary>
internal interface IMessageSender
{
    MessageRoute Route { get; }

    /// <param name="cancellation">Cancelled when the provider takes too long; the result is then Unavailable.</param>
    Task<SendResult> Send(OutgoingMessage message, CancellationToken cancellation);
}

/// <summary>What a provider did with a message. A closed set. Reasons are words of our own: what a provider writes may name a person.</summary>
internal abstract record SendResult
{
    private SendResult()
    {
    }

    /// <summary>The provider has taken it. When it arrives, nobody knows.</summary>
    public sealed record Sent : SendResult;

    /// <summary>Too many at once.</summary>
    /// <param name="RetryAfter">As told by the provider; null when it did not say.</param>
    public sealed record Throttled(TimeSpan? RetryAfter) : SendResult;

    /// <summary>Down, slow, or not let in; may work later.</summary>
    public sealed record Unavailable(string Reason) : SendResult;

    /// <summary>This message will never go this way, such as to an address that does not exist.</summary>
    public sealed record Refused(string Reason) : SendResult;
}
