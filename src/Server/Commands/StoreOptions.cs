using System.CommandLine;
using WaitingRoom.Storage;

namespace WaitingRoom.Server.Commands;

/// <summary>Where the data lives; the same for every command.</summary>
internal sealed class StoreOptions
{
    private readonly Option<string?> database = new("--database")
    {
        Description = "PostgreSQL connection string (\"Host=...;Database=...\"). Without it the data lies in an embedded database in the data folder.",
        Recursive = true,
    };

    private readonly Option<string> data = new("--data")
    {
        Description = "Folder of the embedded database.",
        DefaultValueFactory = _ => "./data",
        Recursive = true,
    };

    public void AddTo(RootCommand root)
    {
        root.Options.Add(database);
        root.Options.Add(data);
    }

    public StorageOptions From(ParseResult parsed) => new()
    {
        ConnectionString = parsed.GetValue(database),
        DataFolder = parsed.GetValue(data)!,
    };
}
