namespace WaitingRoom.Support;

public static class RepositoryRoot
{
    /// <summary>The folder with WaitingRoom.sln, found upwards from the running assembly; null when run from elsewhere.</summary>
    public static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "WaitingRoom.sln")))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
