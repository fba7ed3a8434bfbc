using Microsoft.Extensions.Options;

namespace WaitingRoom.Booking.Messages.Sending;

/// <summary>Hands messages to the provider of their route, within its limits.</summary>
internal sealed class Dispatch(IEnumerable<IMessageSender> senders, IOptions<MessageOptions> options, TimeProvider time)
{
    /// <summary>The reason of a provider that did not answer in time: it may have sent the message all the same.</summary>
    public const string TooSlow = "too-slow";

    /// <summary>Of one provider: enough to hide its answering time, few enough that a slow one leaves room for the others.</summary>
    private const int AtOnce = 8;

    /// <summary>
    /// Slow enough that telling people takes nothing from booking, which shares the disk: each sending is a commit. Thirty thousand messages leave in half an hour.
    /// </summary>
    private const int PerSecond = 20;

    /// <summary>What a throttling provider that names no time is given.</summary>
    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(10);

    private readonly Dictionary<MessageRoute, (IMessageSender Sender, RouteGate Gate)> routes =
        senders.GroupBy(sender => sender.Route).ToDictionary(group => group.Key, group => (group.First(), new RouteGate(AtOnce, PerSecond)));

    /// <summary>Routes that have a provider.</summary>
    public IEnumerable<MessageRoute> Routes => routes.Keys;

    /// <summary>Sends it now or says when there will be room.</summary>
    public async Task<DispatchResult> Send(OutgoingMessage message, CancellationToken cancellation)
    {
        if (!routes.TryGetValue(message.Route, out var route))
        {
            return new DispatchResult.Tried(new SendResult.Unavailable("no-provider"));
        }

        if (!route.Gate.TryEnter(time.GetUtcNow(), out var freeAt))
        {
            return new DispatchResult.NoRoom(freeAt);
        }

        try
        {
            var result = await SendInTime(route.Sender, message, cancellation);
            if (result is SendResult.Throttled throttled)
            {
                route.Gate.Pause(time.GetUtcNow(), throttled.RetryAfter ?? UsualPause);
            }

            return new DispatchResult.Tried(result);
        }
        finally
        {
            route.Gate.Leave();
        }
    }

    private async Task<SendResult> SendInTime(IMessageSender sender, OutgoingMessage message, CancellationToken stopping)
    {
        using var deadline = new CancellationTokenSource(options.Value.SendTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stopping);
        try
        {
            // Also a provider's library that does not listen must not keep a place for ever.
            return await sender.Send(message, both.Token).WaitAsync(both.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return new SendResult.Unavailable(TooSlow);
        }
    }
}

/// <summary>What came of handing a message over. A closed set.</summary>
internal abstract record DispatchResult
{
    private DispatchResult()
    {
    }

    public sealed record Tried(SendResult Result) : DispatchResult;

    public sealed record NoRoom(DateTimeOffset FreeAt) : DispatchResult;
}
