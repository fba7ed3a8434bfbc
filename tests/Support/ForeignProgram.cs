using System.Diagnostics;

namespace WaitingRoom.Support;

/// <summary>Runs a program that is not ours to its end: a check by an independent library, or a tool such as pdftotext.</summary>
public static class ForeignProgram
{
    /// <summary>What it wrote to standard output.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message says what it complained about.</exception>
    public static async Task<byte[]> Run(string program, IEnumerable<string> arguments, ReadOnlyMemory<byte> input = default, string? folder = null)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder ?? "",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var patience = new CancellationTokenSource(Patience.Limit);
        var output = ReadAll(process.StandardOutput.BaseStream, patience.Token);
        var complaints = process.StandardError.ReadToEndAsync(patience.Token);
        await process.StandardInput.BaseStream.WriteAsync(input, patience.Token);
        process.StandardInput.Close();
        var written = await output;
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode == 0 ? written : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await complaints}");
    }

    /// <summary>A Node script of a folder below <c>tests/</c>, with the folder's locked packages.</summary>
    public static async Task<byte[]> Script(string folder, string script, ReadOnlyMemory<byte> input)
    {
        var path = Path.Combine(RepositoryRoot.Find()!, "tests", folder);
        await Installing.WaitAsync();
        try
        {
            if (Installed.Add(path))
            {
                await Run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], folder: path);
            }
        }
        finally
        {
            Installing.Release();
        }

        return await Run("node", [script], input, path);
    }

    private static async Task<byte[]> ReadAll(Stream stream, CancellationToken cancellation)
    {
        using var all = new MemoryStream();
        await stream.CopyToAsync(all, cancellation);
        return all.ToArray();
    }

    private static readonly SemaphoreSlim Installing = new(1, 1);
    private static readonly HashSet<string> Installed = [];
}
