using System.Net;
using System.Net.Sockets;

namespace WaitingRoom.Support;

/// <summary>
/// A line to a server on this machine that can be cut: a port on the loopback that leads to another one. Cut, it either hangs up and takes no call, as where a host is gone, or goes silent with every connection still standing, as
/// where a network swallows what is sent. What was under way when the line fell silent is hung up on when it is mended.
/// </summary>
public sealed class CuttableLine : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly int target;
    private readonly CancellationTokenSource stop = new();
    private readonly Lock sync = new();
    private readonly HashSet<TcpClient> ends = [];
    private readonly Task accepting;
    private Cut state;

    /// <param name="target">The port that it leads to.</param>
    public CuttableLine(int target)
    {
        this.target = target;
        listener.Start();
        accepting = AcceptAsync();
    }

    private enum Cut
    {
        None,
        HungUp,
        Silent,
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void HangUp()
    {
        lock (sync)
        {
            state = Cut.HungUp;
            CloseAll();
        }
    }

    public void FallSilent()
    {
        lock (sync)
        {
            state = Cut.Silent;
        }
    }

    public void Mend()
    {
        lock (sync)
        {
            if (state == Cut.Silent)
            {
                CloseAll();
            }

            state = Cut.None;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        lock (sync)
        {
            CloseAll();
        }

        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var caller = await listener.AcceptTcpClientAsync(stop.Token);
                lock (sync)
                {
                    if (state == Cut.HungUp)
                    {
                        Close(caller);
                        continue;
                    }

                    ends.Add(caller);
                }

                _ = JoinAsync(caller);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The line is taken down.
        }
    }

    private async Task JoinAsync(TcpClient caller)
    {
        var server = new TcpClient();
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, target, stop.Token);
            lock (sync)
            {
                ends.Add(server);
            }

            await Task.WhenAny(PassAsync(caller, server), PassAsync(server, caller));
        }
        catch (Exception over) when (over is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // One end has hung up, or the line has.
        }

        lock (sync)
        {
            Close(caller);
            Close(server);
        }
    }

    private async Task PassAsync(TcpClient from, TcpClient to)
    {
        var buffer = new byte[64 * 1024];
        var (reading, writing) = (from.GetStream(), to.GetStream());
        while (await reading.ReadAsync(buffer, stop.Token) is > 0 and var count)
        {
            if (IsSilent())
            {
                // Swallowed; whoever waits for more of it waits until the line is mended.
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop.Token);
            }

            await writing.WriteAsync(buffer.AsMemory(0, count), stop.Token);
        }
    }

    private bool IsSilent()
    {
        lock (sync)
        {
            return state == Cut.Silent;
        }
    }

    private void CloseAll()
    {
        foreach (var end in ends.ToArray())
        {
            Close(end);
        }
    }

    /// <summary>At once, without waiting for what was not sent.</summary>
    private void Close(TcpClient end)
    {
        ends.Remove(end);
        try
        {
            end.LingerState = new LingerOption(true, 0);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // It is closed already.
        }

        end.Dispose();
    }
}
