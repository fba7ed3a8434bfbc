using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace WaitingRoom.Booking.Messages.Providers;

/// <summary>
/// Makes PDF of HTML with WeasyPrint as a process of its own: bounded in time, number and size. The document goes through pipes, so that no name is on a disk or in the list of processes.
/// </summary>
internal sealed partial class PdfPress(IOptions<LetterOptions> options, TimeProvider time, ILogger<PdfPress> log) : IDisposable
{
    /// <summary>At once: letters can wait, booking shares the processors.</summary>
    private const int AtOnce = 1;

    /// <summary>A page with its fonts has some 50 kB.</summary>
    private const int MostBytes = 4 * 1024 * 1024;

    private readonly SemaphoreSlim presses = new(AtOnce, AtOnce);

    /// <returns>Null when the program is missing, fails, is too slow or makes too much.</returns>
    public async Task<byte[]?> Press(string html, CancellationToken cancellation)
    {
        await presses.WaitAsync(cancellation);
        try
        {
            using var deadline = new CancellationTokenSource(options.Value.Timeout, time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
            try
            {
                return await Run(html, both.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                NotMade(log, "too slow");
            }
            catch (Exception e) when (e is Win32Exception or IOException)
            {
                NotMade(log, e is Win32Exception ? "the program is missing" : "the program stopped listening");
            }

            return null;
        }
        finally
        {
            presses.Release();
        }
    }

    public void Dispose() => presses.Dispose();

    private async Task<byte[]?> Run(string html, CancellationToken cancellation)
    {
        using var process = Process.Start(new ProcessStartInfo(options.Value.Program, ["--encoding", "utf-8", "-", "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            // What it complains about may quote the document: read, so that it does not block, and thrown away.
            var complaints = process.StandardError.BaseStream.CopyToAsync(Stream.Null, cancellation);
            var output = Read(process.StandardOutput.BaseStream, cancellation);
            await process.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(html), cancellation);
            process.StandardInput.Close();
            var pdf = await output;
            if (pdf is null)
            {
                NotMade(log, "too large");
                return null;
            }

            await complaints;
            await process.WaitForExitAsync(cancellation);
            if (process.ExitCode == 0 && pdf.AsSpan().StartsWith("%PDF-"u8))
            {
                return pdf;
            }

            NotMade(log, $"the program ended with {process.ExitCode}");
            return null;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static async Task<byte[]?> Read(Stream output, CancellationToken cancellation)
    {
        using var pdf = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await output.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (pdf.Length + read > MostBytes)
            {
                return null;
            }

            await pdf.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }

        return pdf.ToArray();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A letter could not be made: {Why}.")]
    private static partial void NotMade(ILogger log, string why);
}
