using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using WaitingRoom.Support;
using Process = System.Diagnostics.Process;

namespace WaitingRoom.Server.Tests.Running;

/// <summary>The whole server on PostgreSQL, as <c>--database</c> starts it.</summary>
public sealed class PostgresTests
{
    [Fact]
    public async Task The_whole_path_works_on_PostgreSQL_and_is_there_after_a_restart()
    {
        await using var cluster = await PostgresCluster.StartAsync();
        var database = await cluster.CreateDatabaseAsync("campaign");
        var port = FreePort.Next();
        using var folder = new TemporaryFolder();
        string availability;
        await using (var first = await ServerProcess.Serve(folder.Path, port, "--database", database))
        {
            var code = (await ServerProcess.Run("codes", "issue", "--count", "1", "--group", "1", "--database", database)).Output.Trim();
            await Walk(port, code);
            availability = await Settled(first);
            await SetCeiling(first, database, 40);
            await first.Kill();
        }

        await using var second = await ServerProcess.Serve(folder.Path, port, "--database", database);
        Assert.Equal(availability, await Settled(second));
        Assert.Equal(40, (int)(await Ask(second, database, HttpMethod.Get, "/operators/rooms/impfung"))["settings"]!["ceilingPerMinute"]!);
        Assert.Contains("\"kim\"", (await Ask(second, database, HttpMethod.Get, "/operators/audit")).ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(folder.Path, "*.db"));
    }

    private static async Task Walk(int port, string code)
    {
        var script = Path.Combine(RepositoryRoot.Find()!, "docs", "walkthrough.sh");
        using var walk = Process.Start(new ProcessStartInfo("bash", [script, $"http://localhost:{port}", code, "comirnaty"]) { RedirectStandardError = true })!;
        var said = await walk.StandardError.ReadToEndAsync();
        await walk.WaitForExitAsync();
        Assert.True(walk.ExitCode == 0, said);
    }

    private static Task<JsonNode> SetCeiling(ServerProcess server, string database, int perMinute) =>
        Ask(server, database, HttpMethod.Patch, "/operators/rooms/impfung", new JsonObject { ["ceilingPerMinute"] = perMinute });

    private static async Task<JsonNode> Ask(ServerProcess server, string database, HttpMethod method, string path, JsonObject? body = null)
    {
        var token = await ServerProcess.Run("staff", "token", "--role", "operator", "--subject", "kim", "--database", database);
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Output.Trim());
        request.Headers.Add("Idempotency-Key", "ceiling");
        using var answer = await server.Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!;
    }

    /// <summary>The overview once it says the same for longer than the second that it may be old.</summary>
    private static async Task<string> Settled(ServerProcess server)
    {
        const int Same = 15;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        var (last, count) = ("", 0);
        for (var reads = 0; count < Same; reads++)
        {
            Assert.True(reads < 300, "The overview does not settle.");
            await timer.WaitForNextTickAsync();
            var now = await Availability(server);
            (last, count) = (now, now == last ? count + 1 : 0);
        }

        return last;
    }

    private static Task<string> Availability(ServerProcess server) => server.Http.GetStringAsync(new Uri("/availability", UriKind.Relative));
}
