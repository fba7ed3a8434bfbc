namespace WaitingRoom.Storage;

/// <summary>Instants at rest: microseconds since 1970-01-01 UTC, in both engines. Finer parts are cut off.</summary>
internal static class Instants
{
    public static long ToMicroseconds(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset FromMicroseconds(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}
