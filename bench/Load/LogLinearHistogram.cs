using System.Numerics;

namespace WaitingRoom.Bench.Load;

/// <summary>
/// Counts durations in buckets that are 1/64 of a power of two wide, as HdrHistogram does (hdrhistogram.org): whole
/// microseconds from 0 to 2^32 - 1 (71 minutes), a percentile is at most 1.6 % above the true value and never below.
/// Any number of threads may record at once; reading is exact once they have stopped.
/// </summary>
public sealed class LogLinearHistogram
{
    private const int SubBucketBits = 6;
    private const int SubBuckets = 1 << SubBucketBits;
    private const long HighestMicroseconds = uint.MaxValue;
    private readonly long[] counts = new long[IndexOf(HighestMicroseconds) + 1];
    private long count;
    private long sumMicroseconds;
    private long maxMicroseconds;

    public long Count => Interlocked.Read(ref count);

    public double MeanMicroseconds => Count == 0 ? 0 : (double)Interlocked.Read(ref sumMicroseconds) / Count;

    /// <summary>Exact, also beyond the range of the buckets.</summary>
    public long MaxMicroseconds => Interlocked.Read(ref maxMicroseconds);

    public void Record(TimeSpan duration) => RecordMicroseconds(duration.Ticks / TimeSpan.TicksPerMicrosecond);

    /// <exception cref="ArgumentOutOfRangeException">Negative: the clock that was used is not monotonic.</exception>
    public void RecordMicroseconds(long microseconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(microseconds);
        Interlocked.Increment(ref counts[IndexOf(Math.Min(microseconds, HighestMicroseconds))]);
        Interlocked.Increment(ref count);
        Interlocked.Add(ref sumMicroseconds, microseconds);
        RaiseMax(microseconds);
    }

    /// <summary>Adds what the other counted; the other stays as it is.</summary>
    public void Add(LogLinearHistogram other)
    {
        for (var index = 0; index < counts.Length; index++)
        {
            Interlocked.Add(ref counts[index], Interlocked.Read(ref other.counts[index]));
        }

        Interlocked.Add(ref count, other.Count);
        Interlocked.Add(ref sumMicroseconds, Interlocked.Read(ref other.sumMicroseconds));
        RaiseMax(other.MaxMicroseconds);
    }

    /// <summary>The value that the given share (0 to 1) of all recorded ones does not exceed; 0 when none was recorded.</summary>
    public long PercentileMicroseconds(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        var rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        var seen = 0L;
        for (var index = 0; index < counts.Length; index++)
        {
            seen += Interlocked.Read(ref counts[index]);
            if (seen >= rank)
            {
                return index == counts.Length - 1 ? MaxMicroseconds : Math.Min(HighestOf(index), MaxMicroseconds);
            }
        }

        return MaxMicroseconds;
    }

    // Values below 128 have a bucket each; above, the seven leading bits choose it.
    private static int IndexOf(long microseconds)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)microseconds) - SubBucketBits);
        return (shift * SubBuckets) + (int)(microseconds >> shift);
    }

    private static long HighestOf(int index)
    {
        var shift = Math.Max(0, (index / SubBuckets) - 1);
        return ((index - ((long)shift * SubBuckets) + 1) << shift) - 1;
    }

    private void RaiseMax(long microseconds)
    {
        var known = MaxMicroseconds;
        while (microseconds > known)
        {
            var before = Interlocked.CompareExchange(ref maxMicroseconds, microseconds, known);
            if (before == known)
            {
                return;
            }

            known = before;
        }
    }
}
