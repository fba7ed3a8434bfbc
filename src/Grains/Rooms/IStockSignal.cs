namespace WaitingRoom.Grains.Rooms;

/// <summary>How much is left of what people wait for. Answers from memory.</summary>
public interface IStockSignal
{
    /// <summary>Appointments that a citizen could still book behind this room; null when nobody counts them.</summary>
    long? LeftBehind(RoomId room);
}
