using System.Text.Json;
using WaitingRoom.Support;

namespace WaitingRoom.Bench.Report;

/// <summary>The latest result of each benchmark, kept in the repository so that a change in figures is seen in review.</summary>
public static class ResultFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    /// <summary>Writes <c>bench/results/{name}.json</c>, or below the working folder when run outside the repository.</summary>
    /// <returns>The path written.</returns>
    public static Task<string> WriteAsync<TResult>(string name, TResult result, CancellationToken cancellation) =>
        WriteTextAsync(name + ".json", JsonSerializer.Serialize(result, Json) + "\n", cancellation);

    /// <summary>Writes <c>bench/results/{file}</c>.</summary>
    /// <returns>The path written.</returns>
    public static async Task<string> WriteTextAsync(string file, string text, CancellationToken cancellation)
    {
        var folder = Path.Combine(RepositoryRoot.Find() ?? Environment.CurrentDirectory, "bench", "results");
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, file);
        await File.WriteAllTextAsync(path, text, cancellation);
        return path;
    }
}
