using System.Threading.Channels;
using WaitingRoom.Booking.Messages;
using WaitingRoom.Support;

namespace WaitingRoom.Booking.Tests.Messages;

/// <summary>A provider under the test's hand: it does with each message what the test says, and tells of it.</summary>
internal sealed class Provider(MessageRoute route) : IMessageSender
{
    private readonly Channel<OutgoingMessage> got = Channel.CreateUnbounded<OutgoingMessage>();

    public MessageRoute Route => route;

    /// <summary>How it answers; Sent unless told otherwise.</summary>
    public Func<OutgoingMessage, CancellationToken, Task<SendResult>> Answer { get; set; } = (_, _) => Task.FromResult<SendResult>(new SendResult.Sent());

    public int Count => got.Reader.Count;

    public Task<SendResult> Send(OutgoingMessage message, CancellationToken cancellation)
    {
        got.Writer.TryWrite(message);
        return Answer(message, cancellation);
    }

    /// <summary>The next message that reaches the provider.</summary>
    public async Task<OutgoingMessage> Next()
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        return await got.Reader.ReadAsync(patience.Token);
    }
}
