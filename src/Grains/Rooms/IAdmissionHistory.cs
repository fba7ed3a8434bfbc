namespace WaitingRoom.Grains.Rooms;

/// <summary>Every tick's reasons of the last ten minutes, from this process's memory.</summary>
public interface IAdmissionHistory
{
    /// <summary>The oldest first; empty for a room that this process does not serve.</summary>
    IReadOnlyList<TickReport> Recent(RoomId room);
}
