namespace WaitingRoom.Grains.Days;

/// <summary>Hears of every durable change to a centre-day of this process, at once. Others' changes are read from the read models.</summary>
public interface IAvailabilityListener
{
    /// <summary>Must be quick and must not throw: the day's writer waits for it.</summary>
    void DayChanged(DayState state);
}
