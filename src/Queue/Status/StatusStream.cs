using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using WaitingRoom.Queue.Rooms;

namespace WaitingRoom.Queue.Status;

/// <summary>The status as server-sent events: the document now and whenever it changes, at most once a second.</summary>
internal sealed class StatusStream(TimeProvider time, IOptions<QueueOptions> options)
{
    /// <summary>Proxies close connections that are silent for long.</summary>
    public static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan LeastPause = TimeSpan.FromSeconds(1);

    private int connections;

    public int Connections => Volatile.Read(ref connections);

    public async Task Answer(HttpContext context, OpenRoom room)
    {
        if (Interlocked.Increment(ref connections) > options.Value.MostStreams)
        {
            Interlocked.Decrement(ref connections);
            await RoomProblems.StreamsFull().ExecuteAsync(context);
            return;
        }

        try
        {
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Headers.ContentType = "text/event-stream";
            context.Response.Headers["X-Accel-Buffering"] = "no";
            await Send(context.Response, room, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The visitor left.
        }
        finally
        {
            Interlocked.Decrement(ref connections);
        }
    }

    private async Task Send(HttpResponse response, OpenRoom room, CancellationToken cancellation)
    {
        StatusDocument? sent = null;
        while (true)
        {
            // Taken before looking, so that nothing published in between is missed.
            var next = room.Feed.Next;
            if (room.Status is { } status && !ReferenceEquals(status, sent))
            {
                await response.BodyWriter.WriteAsync(status.Event, cancellation);
                sent = status;
                await Task.Delay(LeastPause, time, cancellation);
                continue;
            }

            try
            {
                if (await next.WaitAsync(KeepAlive, time, cancellation) is null)
                {
                    return;
                }
            }
            catch (TimeoutException)
            {
                await response.BodyWriter.WriteAsync(": still here\n\n"u8.ToArray(), cancellation);
            }
        }
    }
}
