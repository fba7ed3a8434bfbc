using System.Net;
using System.Net.Sockets;

namespace WaitingRoom.Support;

/// <summary>
/// TCP ports for servers that tests start. Asking the system for any free port and giving it back before the server binds it would now and then hand the same one to two tests; these are kept by a lock
/// on a file from here to the end of the process, and lie below those that the system itself hands out.
/// </summary>
public static class FreePort
{
    private const int First = 15_000;

    /// <summary>Linux hands out 32768 and above unless told otherwise.</summary>
    private const int Last = 32_000;

    private static readonly string Locks = Path.Combine(Path.GetTempPath(), $"waitingroom-ports-{Environment.UserName}");

    /// <summary>Open until the process ends, and with them the ports kept.</summary>
    private static readonly List<FileStream> Kept = [];

    // Processes begin at different places, so that they seldom meet.
    private static int next = Environment.ProcessId * 61 % (Last - First);

    /// <summary>A port on which nobody listens at 127.0.0.1 or ::1 and which no other test is given.</summary>
    /// <exception cref="InvalidOperationException">None is left.</exception>
    public static int Next()
    {
        lock (Kept)
        {
            Directory.CreateDirectory(Locks);
            for (var tries = First; tries < Last; tries++)
            {
                var port = First + next;
                next = (next + 1) % (Last - First);
                if (Keep(port) is not { } kept)
                {
                    continue;
                }

                if (IsFree(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || IsFree(IPAddress.IPv6Loopback, port)))
                {
                    Kept.Add(kept);
                    return port;
                }

                kept.Dispose();
            }
        }

        throw new InvalidOperationException("No port is left.");
    }

    private static FileStream? Keep(int port)
    {
        try
        {
            return new FileStream(Path.Combine(Locks, port.ToString(System.Globalization.CultureInfo.InvariantCulture)), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            // Another process keeps it.
            return null;
        }
    }

    private static bool IsFree(IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return true;
        }
        catch (SocketException refused)
        {
            // A machine may have the protocol and not the address.
            return refused.SocketErrorCode == SocketError.AddressNotAvailable;
        }
    }
}
