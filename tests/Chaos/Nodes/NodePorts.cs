using System.Net;
using System.Net.Sockets;

namespace WaitingRoom.Chaos.Nodes;

/// <summary>
/// Ports for nodes that go and come back: below the range from which the kernel gives ports to outgoing connections, or one of those would take a dead node's port before its next start.
/// </summary>
internal static class NodePorts
{
    private const int First = 20_000;
    private const int Last = 32_000;

    /// <exception cref="InvalidOperationException">There are not so many free ones.</exception>
    public static int[] Take(int count)
    {
        var free = new List<int>();
        // Runs side by side begin to look at different places.
        var begin = Environment.ProcessId * 31 % (Last - First);
        for (var i = 0; i < Last - First && free.Count < count; i++)
        {
            var port = First + ((begin + i) % (Last - First));
            if (IsFree(port))
            {
                free.Add(port);
            }
        }

        return free.Count == count ? [.. free] : throw new InvalidOperationException($"There are no {count} free ports from {First} to {Last}.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
