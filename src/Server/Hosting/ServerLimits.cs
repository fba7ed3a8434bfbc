using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace WaitingRoom.Server.Hosting;

/// <summary>What one process accepts from the network. Beyond it connections wait at the operating system or are refused.</summary>
internal static class ServerLimits
{
    /// <summary>A waiting page is one short request every few seconds; this many sockets are about 300 MB.</summary>
    public const int MostConnections = 20_000;

    /// <summary>The largest request is a contact form of a few hundred bytes.</summary>
    public const int MostBodyBytes = 64 * 1024;

    /// <summary>Four cookies with tokens of under a kilobyte each, and room for a browser's own headers.</summary>
    public const int MostHeaderBytes = 16 * 1024;

    public const int MostHeaders = 64;

    /// <summary>Whoever needs longer to say what it wants holds a socket from somebody else.</summary>
    public static readonly TimeSpan HeadersWithin = TimeSpan.FromSeconds(10);

    /// <summary>A little longer than the pause between two polls of a waiting page near its turn.</summary>
    public static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(30);

    /// <summary>Requests at work when the server is told to stop get this long; a booking takes well under a second.</summary>
    public static readonly TimeSpan Shutdown = TimeSpan.FromSeconds(20);

    public static void Apply(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = MostConnections;
        kestrel.Limits.MaxRequestBodySize = MostBodyBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = MostHeaderBytes;
        kestrel.Limits.MaxRequestHeaderCount = MostHeaders;
        kestrel.Limits.RequestHeadersTimeout = HeadersWithin;
        kestrel.Limits.KeepAliveTimeout = KeepAlive;
    }
}
