namespace WaitingRoom.Chaos.World;

/// <summary>
/// Commits that the database has refused because somebody else had written, by the server's own log: also those of a node that ended before anybody could ask for its counters.
/// </summary>
internal sealed class CollisionLog(string file)
{
    private static readonly string[] Walls = ["ledger_sequence", "ledger_operation", "appointments_seat"];

    public long Count()
    {
        // The server is writing to it.
        using var log = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var count = 0L;
        while (log.ReadLine() is { } line)
        {
            count += IsCollision(line) ? 1 : 0;
        }

        return count;
    }

    internal static bool IsCollision(string line) =>
        line.Contains("violates unique constraint", StringComparison.Ordinal) && Array.Exists(Walls, wall => line.Contains(wall, StringComparison.Ordinal));
}
