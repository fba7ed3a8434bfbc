namespace WaitingRoom.Support;

/// <summary>A new, empty folder readable by its owner only; deleted with all it holds when disposed.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Path = Directory.CreateTempSubdirectory("waitingroom-").FullName;

    public string Path { get; }

    /// <summary>The full path of a name inside the folder; creates nothing.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Somebody was quicker, e.g. the cluster's own shell: the folder is gone, which is all that was wanted.
        }
    }
}
