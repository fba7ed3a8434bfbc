using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Booking.Messages;

/// <summary>Writes the messages of some kinds, at the moment they are sent, from what is true at that moment.</summary>
internal interface IMessageAuthor
{
    /// <summary>The kinds of <see cref="OutboxMessage.Kind"/> that it writes.</summary>
    IReadOnlyCollection<string> Kinds { get; }

    /// <exception cref="LedgerUnavailableException">Storage did not answer; the message is due again when its lease ends.</exception>
    ValueTask<Draft> Write(OutboxMessage message, CancellationToken cancellation);

    /// <summary>Told before it is written down that a message was sent or given up; may come twice.</summary>
    /// <exception cref="LedgerUnavailableException">Storage did not answer; the message is due again when its lease ends.</exception>
    ValueTask Over(OutboxMessage message) => ValueTask.CompletedTask;
}

/// <summary>What an author made of a message. A closed set.</summary>
internal abstract record Draft
{
    private Draft()
    {
    }

    public sealed record Ready(OutgoingMessage Message) : Draft;

    /// <summary>There is nothing true left to say, or nobody to say it to.</summary>
    /// <param name="Reason">A word of our own, such as <c>cancelled-meanwhile</c>.</param>
    public sealed record Nothing(string Reason) : Draft;

    /// <summary>What is true is being decided just now.</summary>
    public sealed record Later(TimeSpan Wait) : Draft;
}
