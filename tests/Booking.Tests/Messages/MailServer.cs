using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using WaitingRoom.Support;

namespace WaitingRoom.Booking.Tests.Messages;

/// <summary>A real SMTP server as a process of its own, see tests/smtp/server.py.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly Process process;
    private readonly Channel<JsonNode> lines = Channel.CreateUnbounded<JsonNode>();

    private MailServer(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { Length: > 0 } text)
            {
                lines.Writer.TryWrite(JsonNode.Parse(text)!);
            }
        };
        process.BeginOutputReadLine();
    }

    public int Port { get; private set; }

    public int Unread => lines.Reader.Count;

    public static async Task<MailServer> Start(params string[] arguments)
    {
        var script = Path.Combine(RepositoryRoot.Find()!, "tests", "smtp", "server.py");
        // The system's own Python, where the package of the mail server is.
        var server = new MailServer(Process.Start(new ProcessStartInfo("/usr/bin/python3", [script, .. arguments]) { RedirectStandardOutput = true })!);
        server.Port = (await server.Next())["port"]!.GetValue<int>();
        return server;
    }

    /// <summary>The next message that the server has taken.</summary>
    public async Task<JsonNode> Next()
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        return await lines.Reader.ReadAsync(patience.Token);
    }

    /// <summary>Returns when nobody listens any more.</summary>
    public async Task Stop()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        process.Dispose();
    }
}
