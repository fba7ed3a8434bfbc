using System.Net;
using System.Net.Sockets;

namespace WaitingRoom.Storage.Tests.Crashes;

/// <summary>Where a connection is cut, once. A closed set.</summary>
internal enum Cut
{
    None,

    /// <summary>Before the request reaches the server: nothing is done.</summary>
    BeforeRequest,

    /// <summary>The server gets the first half of the request: it undoes what it had begun.</summary>
    WithinRequest,

    /// <summary>The server has done and committed everything; nobody hears of it.</summary>
    BeforeAnswer,
}

/// <summary>Stands between a store and its server and cuts a connection at a chosen point.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly int serverPort;
    private readonly Task accepting;
    private int cut;
    private int cuts;

    public CuttingProxy(int serverPort)
    {
        this.serverPort = serverPort;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Connections cut so far.</summary>
    public int Cuts => Volatile.Read(ref cuts);

    /// <summary>Cuts the next connection on which something is said.</summary>
    public void CutNext(Cut where) => Volatile.Write(ref cut, (int)where);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        await accepting;
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await listener.AcceptTcpClientAsync(stopping.Token)));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient { NoDelay = true };
        using (client)
        {
            client.NoDelay = true;
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, serverPort, stopping.Token);
                await Task.WhenAny(
                    PumpAsync(client.GetStream(), server.GetStream(), Cut.BeforeRequest, Cut.WithinRequest),
                    PumpAsync(server.GetStream(), client.GetStream(), Cut.BeforeAnswer));
            }
            catch (Exception error) when (error is OperationCanceledException or SocketException)
            {
                // The end of the test or of the server; both sides are closed below either way.
            }
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to, params Cut[] mine)
    {
        var buffer = new byte[1 << 20];
        try
        {
            while (await from.ReadAsync(buffer, stopping.Token) is > 0 and var count)
            {
                var where = mine.FirstOrDefault(c => Interlocked.CompareExchange(ref cut, (int)Cut.None, (int)c) == (int)c);
                if (where != Cut.None)
                {
                    Interlocked.Increment(ref cuts);
                    await to.WriteAsync(buffer.AsMemory(0, where == Cut.WithinRequest ? count / 2 : 0), stopping.Token);
                    return;
                }

                await to.WriteAsync(buffer.AsMemory(0, count), stopping.Token);
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // One side has gone; returning closes the other.
        }
    }
}
