using System.Net;
using System.Net.Sockets;

namespace WaitingRoom.Support;

public static class FreePort
{
    /// <summary>
    /// A TCP port that nobody listened on at 127.0.0.1 a moment ago. Another process may take it before the caller
    /// does, so whoever binds it must be ready to ask again.
    /// </summary>
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
