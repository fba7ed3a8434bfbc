using System.Diagnostics.CodeAnalysis;

namespace WaitingRoom.Storage;

/// <summary>
/// A caller's cancellation on its way to the database driver. A driver that is told to break off runs code of its own in the thread that cancels: it opens another connection to say so, which takes seconds where the server is
/// silent, and Npgsql 10.0.0 throws when the connection breaks in the same moment. On the thread of a timer nobody catches that, and the process ends. So the driver has a token of its own, cancelled in the pool, where
/// whatever it throws is dropped: the statement ends either way.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The source has no timer and no handle, and may still be cancelling when the statement is over.")]
internal readonly struct DriverCancellation : IDisposable
{
    private readonly CancellationTokenSource? source;
    private readonly CancellationTokenRegistration registration;

    public DriverCancellation(CancellationToken caller)
    {
        if (caller.CanBeCanceled)
        {
            source = new CancellationTokenSource();
            registration = caller.UnsafeRegister(static state => ThreadPool.UnsafeQueueUserWorkItem(Cancel, (CancellationTokenSource)state!, preferLocal: false), source);
        }
    }

    /// <summary>For the driver.</summary>
    public CancellationToken Token => source?.Token ?? CancellationToken.None;

    public void Dispose() => registration.Dispose();

    private static void Cancel(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (AggregateException)
        {
            // What the driver threw while its connection broke. Whoever waits for the statement hears of that itself.
        }
    }
}
