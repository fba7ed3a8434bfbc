namespace WaitingRoom.Support;

/// <summary>A new, empty folder readable by its owner only; deleted with all it holds when disposed.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private const int MostTries = 100;

    public TemporaryFolder() => Path = Directory.CreateTempSubdirectory("waitingroom-").FullName;

    public string Path { get; }

    /// <summary>The full path of a name inside the folder; creates nothing.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        for (var tries = 1; Directory.Exists(Path); tries++)
        {
            try
            {
                Directory.Delete(Path, recursive: true);
            }
            catch (IOException) when (tries < MostTries)
            {
                // Somebody deletes as well, e.g. the cluster's own shell, or a process that was killed has not quite ended: that it is gone in the end is all that was wanted.
            }
        }
    }
}
