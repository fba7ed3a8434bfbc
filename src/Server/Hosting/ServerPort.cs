using System.Net;
using System.Net.Sockets;

namespace WaitingRoom.Server.Hosting;

/// <summary>Looks whether a port is free before anything is opened or written.</summary>
internal static class ServerPort
{
    /// <exception cref="IOException">Somebody else listens there, or this user may not.</exception>
    public static void Require(int port)
    {
        using var probe = new TcpListener(IPAddress.Loopback, port);
        try
        {
            probe.Start();
        }
        catch (SocketException occupied)
        {
            throw new IOException($"Port {port} cannot be used ({occupied.SocketErrorCode}); choose another with --port.", occupied);
        }
    }
}
