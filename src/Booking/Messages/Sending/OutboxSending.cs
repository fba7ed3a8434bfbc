using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Web.Hosting;

namespace WaitingRoom.Booking.Messages.Sending;

/// <summary>
/// Sends what waits in the outbox. Runs in every process; leases keep two from sending the same. No transaction is open while a provider is asked. A process that dies between
/// sending and settling sends once more after the lease, under the same id.
/// </summary>
internal sealed partial class OutboxSending(
    IOutbox outbox, IEnumerable<IMessageAuthor> authors, Dispatch dispatch, MessageMetrics metrics, IOptions<MessageOptions> options, TimeProvider time, ILogger<OutboxSending> log)
    : PeriodicService(Every, time, log)
{
    /// <summary>A confirmation is on the screen at once; its message may be a second later.</summary>
    internal static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>Longer than writing and sending may take together, and short enough that what a dead process had taken is soon taken up.</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>On their way at once in this process; each may hold a connection and a decrypted contact.</summary>
    private const int AtOnce = 32;

    private readonly Dictionary<string, IMessageAuthor> byKind = authors.SelectMany(author => author.Kinds.Select(kind => (kind, author))).ToDictionary(p => p.kind, p => p.author);
    private readonly List<Task> underWay = [];
    private readonly SemaphoreSlim taking = new(1, 1);

    /// <summary>Takes as many due messages as there is room for and begins to send them.</summary>
    /// <returns>Their sendings, which never fail.</returns>
    internal async Task<IReadOnlyList<Task>> Begin(CancellationToken cancellation)
    {
        await taking.WaitAsync(cancellation);
        try
        {
            underWay.RemoveAll(sending => sending.IsCompleted);
            if (underWay.Count >= AtOnce)
            {
                return [];
            }

            var now = Time.GetUtcNow();
            var taken = await outbox.Take(now, now + Lease, AtOnce - underWay.Count, cancellation);
            Task[] begun = [.. taken.Select(message => Handle(message, cancellation))];
            underWay.AddRange(begun);
            return begun;
        }
        finally
        {
            taking.Release();
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(underWay).WaitAsync(cancellationToken);
    }

    public override void Dispose()
    {
        base.Dispose();
        taking.Dispose();
    }

    protected override Task RunRound(CancellationToken stopping) => options.Value.Sends ? Begin(stopping) : Task.CompletedTask;

    private async Task Handle(OutboxMessage message, CancellationToken cancellation)
    {
        try
        {
            var settlement = await Attempt(message, cancellation);
            metrics.Settled(message.Kind, settlement);
            if (settlement is Settlement.GivenUp dead)
            {
                GivenUp(log, message.Kind, message.Id.ToString(), dead.Reason);
            }

            if (settlement is Settlement.Sent or Settlement.GivenUp && byKind.TryGetValue(message.Kind, out var author))
            {
                await author.Over(message);
            }

            // Written down also while the process stops: what was sent must not be sent again.
            await outbox.Settle(message, settlement, CancellationToken.None);
        }
        catch (Exception e) when (e is LedgerUnavailableException or OperationCanceledException)
        {
            // The lease ends by itself and the message is due again.
            NotSettled(log, message.Kind, message.Id.ToString());
        }
    }

    private async Task<Settlement> Attempt(OutboxMessage message, CancellationToken cancellation)
    {
        if (!byKind.TryGetValue(message.Kind, out var author))
        {
            return Failed(message, "unknown-kind");
        }

        try
        {
            return await author.Write(message, cancellation) switch
            {
                Draft.Ready ready => Judge(message, await dispatch.Send(ready.Message, cancellation)),
                Draft.Later later => new Settlement.Postponed(Time.GetUtcNow() + later.Wait),
                Draft.Nothing nothing => new Settlement.Withdrawn(Time.GetUtcNow(), nothing.Reason),
                var other => throw new InvalidOperationException($"No rule for {other.GetType().Name}."),
            };
        }
        catch (Exception e) when (e is not (LedgerUnavailableException or OperationCanceledException))
        {
            // The type only: the words of an exception may be made of what a person has typed.
            Faulted(log, message.Kind, message.Id.ToString(), e.GetType().Name);
            return Failed(message, "fault");
        }
    }

    private Settlement Judge(OutboxMessage message, DispatchResult dispatched) => dispatched switch
    {
        DispatchResult.NoRoom full => new Settlement.Postponed(full.FreeAt),
        DispatchResult.Tried { Result: SendResult.Sent } => new Settlement.Sent(Time.GetUtcNow()),
        DispatchResult.Tried { Result: SendResult.Refused refused } => new Settlement.GivenUp(Time.GetUtcNow(), refused.Reason),
        DispatchResult.Tried { Result: SendResult.Throttled throttled } => Failed(message, "throttled", throttled.RetryAfter),
        DispatchResult.Tried { Result: SendResult.Unavailable unavailable } => Failed(message, unavailable.Reason),
        _ => throw new InvalidOperationException($"No rule for {dispatched.GetType().Name}."),
    };

    private Settlement Failed(OutboxMessage message, string reason, TimeSpan? atLeast = null)
    {
        var (now, failures) = (Time.GetUtcNow(), message.Failures + 1);
        var wait = BackOff.After(failures, message.Id);
        return failures >= BackOff.MostFailures
            ? new Settlement.GivenUp(now, reason)
            : new Settlement.Failed(now + (atLeast > wait && atLeast < TimeSpan.FromHours(1) ? atLeast.Value : wait), reason);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {Id} of kind {Kind} was given up: {Reason}. See /operators/outbox.")]
    private static partial void GivenUp(ILogger log, string kind, string id, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Storage did not say whether message {Id} of kind {Kind} is settled; it is taken up again when its lease ends.")]
    private static partial void NotSettled(ILogger log, string kind, string id);

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {Id} of kind {Kind} could not be written or sent: {Fault}.")]
    private static partial void Faulted(ILogger log, string kind, string id, string fault);
}
