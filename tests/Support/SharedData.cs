namespace WaitingRoom.Support;

/// <summary>
/// Real input that lies beside the repository (<c>../shared/data</c>) and is not part of it. A test that finds none
/// uses small made-up data and says so in its output.
/// </summary>
public sealed class SharedData
{
    private SharedData(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>102 vaccination centres with umlauts, slashes and quotes in their names, as published.</summary>
    public string Centres => Path.Combine(Folder, "centres.csv");

    /// <summary>Doses delivered per day, vaccine and region; negative rows are returns.</summary>
    public string Deliveries => Path.Combine(Folder, "deliveries.csv");

    /// <summary>Null when the folder or one of its two files is absent.</summary>
    public static SharedData? Find()
    {
        if (RepositoryRoot.Find() is not { } root)
        {
            return null;
        }

        var data = new SharedData(Path.GetFullPath(Path.Combine(root, "..", "shared", "data")));
        return File.Exists(data.Centres) && File.Exists(data.Deliveries) ? data : null;
    }
}
