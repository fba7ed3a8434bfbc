using System.Buffers.Binary;
using WaitingRoom.Grains.Identity;

namespace WaitingRoom.Booking.Messages.Sending;

/// <summary>When to try again: 15 seconds, doubling to an hour, and up to a quarter longer by the message's own id, so that those who failed together do not come back together.</summary>
internal static class BackOff
{
    /// <summary>With the waits below about a day: a provider that is down for longer has somebody of the staff looking at it.</summary>
    public const int MostFailures = 30;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <param name="failures">1 after the first failure.</param>
    public static TimeSpan After(int failures, OperationId id)
    {
        var wait = First * Math.Pow(2, Math.Min(failures - 1, 16));
        return (wait < Longest ? wait : Longest) * (1 + (Spread(id) / 4));
    }

    /// <summary>0 to 1; ids are random or hashes.</summary>
    private static double Spread(OperationId id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.Value.TryWriteBytes(bytes);
        return BinaryPrimitives.ReadUInt16LittleEndian(bytes) / (double)ushort.MaxValue;
    }
}
