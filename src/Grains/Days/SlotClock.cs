namespace WaitingRoom.Grains.Days;

/// <summary>From the centre's wall clock to an instant. A slot is a wall time: it keeps it when the clocks change.</summary>
public static class SlotClock
{
    /// <summary>
    /// The instant at which a slot starts. A time that the spring change skips means the instant at which the clock jumps over it; a time
    /// that the autumn change repeats means its first occurrence.
    /// </summary>
    public static DateTimeOffset StartsAt(DateOnly date, TimeOnly start, string zone)
    {
        var timeZone = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var local = date.ToDateTime(start, DateTimeKind.Unspecified);
        var offset = timeZone.IsAmbiguousTime(local)
            ? timeZone.GetAmbiguousTimeOffsets(local).Max()
            : timeZone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    public static bool IsZone(string zone) => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _);
}
