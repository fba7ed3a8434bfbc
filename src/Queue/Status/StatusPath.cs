namespace WaitingRoom.Queue.Status;

/// <summary>/rooms/{room}/status, read without making anything.</summary>
internal static class StatusPath
{
    private const string Before = "/rooms/";

    private const string After = "/status";

    public static bool TryRead(string path, out ReadOnlySpan<char> room)
    {
        var matches = path.Length > Before.Length + After.Length && path.EndsWith(After, StringComparison.Ordinal) && path.StartsWith(Before, StringComparison.Ordinal);
        room = matches ? path.AsSpan(Before.Length..^After.Length) : default;
        return matches;
    }
}
