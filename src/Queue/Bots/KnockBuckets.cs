namespace WaitingRoom.Queue.Bots;

/// <summary>
/// Token buckets for a crowd, in the form of the generic cell rate algorithm (ITU-T I.371): one number for each bucket, which says when it will be full again. A fixed table without locks or timers; the framework's
/// partitioned limiter keeps an object for each bucket and walks over all of them ten times a second, which a million newcomers turn into the dearest part of a join.
/// <para>Keys whose hashes meet share a bucket.</para>
/// </summary>
/// <param name="size">Buckets of eight bytes each, a power of two.</param>
/// <param name="burst">Knocks that a full bucket holds.</param>
/// <param name="refill">The time after which one more knock fits.</param>
internal sealed class KnockBuckets(int size, int burst, TimeSpan refill, TimeProvider time)
{
    private readonly long[] fullAgain = new long[size];
    private readonly long begun = time.GetTimestamp();

    /// <summary>Takes one knock.</summary>
    /// <returns>How many more fit now, and how long until this one would have fitted; zero when it did.</returns>
    public (int Left, TimeSpan Wait) Take(int key)
    {
        ref var bucket = ref fullAgain[key & (size - 1)];
        while (true)
        {
            var now = time.GetElapsedTime(begun).Ticks;
            var before = Volatile.Read(ref bucket);
            var after = Math.Max(before, now) + refill.Ticks;
            var wait = after - now - (burst * refill.Ticks);
            if (wait > 0)
            {
                return (0, TimeSpan.FromTicks(wait));
            }

            if (Interlocked.CompareExchange(ref bucket, after, before) == before)
            {
                return ((int)(-wait / refill.Ticks), TimeSpan.Zero);
            }
        }
    }
}
