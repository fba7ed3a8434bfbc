using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using WaitingRoom.Support;

namespace WaitingRoom.Server.Tests.Running;

public sealed class CommandLineTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("'--prot'", "--prot", "8080")]
    [InlineData("'frobnicate'", "frobnicate")]
    [InlineData("70000", "--port", "70000")]
    [InlineData("--port", "serve", "--port", "eighty")]
    [InlineData("--centres", "import", "--deliveries", "x", "--from", "2021-01-01")]
    [InlineData("yyyy-mm-dd", "import", "--centres", "x", "--deliveries", "y", "--from", "01.01.2021")]
    [InlineData("--group", "codes", "issue", "--count", "1")]
    [InlineData("--count", "codes", "issue", "--count", "0", "--group", "1")]
    [InlineData("KEY=VALUE", "serve", "--set", "nothing")]
    [InlineData("cannot be opened", "codes", "issue", "--count", "1", "--group", "1", "--database", "Host=127.0.0.1;Port=1;Timeout=2")]
    public async Task What_cannot_be_done_is_one_clear_line_and_exit_code_2(string expected, params string[] arguments)
    {
        var (exitCode, output, errors) = await ServerProcess.Run([.. arguments, .. arguments.Contains("--database") ? Array.Empty<string>() : ["--data", folder.File("data")]]);
        Assert.Equal(2, exitCode);
        Assert.Equal("", output);
        Assert.Contains(expected, Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("data")), "Something was written.");
    }

    [Fact]
    public async Task An_occupied_port_is_one_clear_line_and_exit_code_2()
    {
        using var occupant = new TcpListener(IPAddress.Loopback, 0);
        occupant.Start();
        var port = ((IPEndPoint)occupant.LocalEndpoint).Port;
        var (exitCode, _, errors) = await ServerProcess.Run("--port", $"{port}", "--data", folder.File("data"));
        Assert.Equal(2, exitCode);
        Assert.Contains($"Port {port}", Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("data")), "Something was written.");
    }

    [Fact]
    public async Task Help_names_every_command_and_option()
    {
        var (exitCode, output, _) = await ServerProcess.Run("--help");
        Assert.Equal(0, exitCode);
        Assert.All(["serve", "import", "codes", "verify-draw", "--database", "--port", "--data"], word => Assert.Contains(word, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_restart_keeps_everything_and_makes_no_second_demonstration()
    {
        var port = FreePort.Next();
        string before;
        await using (var first = await ServerProcess.Serve(folder.Path, port))
        {
            before = await Availability(first);
            var (exitCode, output, errors) = await first.Stop();
            Assert.Equal(0, exitCode);
            Assert.Contains($"http://localhost:{port}/rooms/", output, StringComparison.Ordinal);
            Assert.Contains("Booking codes to try:", output, StringComparison.Ordinal);
            Assert.DoesNotContain(" ERR ", errors, StringComparison.Ordinal);
        }

        await using var second = await ServerProcess.Serve(folder.Path, port);
        Assert.Equal(before, await Availability(second));
        var (_, again, _) = await second.Stop();
        Assert.DoesNotContain("Booking codes to try:", again, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_written_walk_through_the_whole_path_works()
    {
        var port = FreePort.Next();
        await using var server = await ServerProcess.Serve(folder.Path, port);
        var issued = await ServerProcess.Run("codes", "issue", "--count", "2", "--group", "1", "--data", folder.Path);
        var codes = issued.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, codes.Length);
        var script = Path.Combine(RepositoryRoot.Find()!, "docs", "walkthrough.sh");
        foreach (var (code, vaccine) in codes.Zip(["comirnaty", "moderna"]))
        {
            using var walk = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("bash", [script, $"http://localhost:{port}", code, vaccine]) { RedirectStandardError = true })!;
            var said = await walk.StandardError.ReadToEndAsync();
            await walk.WaitForExitAsync();
            Assert.True(walk.ExitCode == 0, said);
        }
    }

    [Fact]
    public async Task A_staff_token_made_on_the_command_line_opens_the_operators_interface_and_the_demonstration_prints_one()
    {
        await using var server = await ServerProcess.Serve(folder.Path, FreePort.Next());
        async Task<System.Net.HttpStatusCode> Ask(string token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/operators/rooms/impfung");
            request.Headers.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", token);
            using var answer = await server.Http.SendAsync(request);
            return answer.StatusCode;
        }

        var made = await ServerProcess.Run("staff", "token", "--role", "operator", "--subject", "kim", "--data", folder.Path);
        var agent = await ServerProcess.Run("staff", "token", "--role", "agent", "--subject", "ada", "--hours", "1", "--data", folder.Path);
        var (exitCode, _, errors) = await ServerProcess.Run("staff", "token", "--role", "emperor", "--subject", "kim", "--data", folder.Path);
        Assert.Equal(System.Net.HttpStatusCode.OK, await Ask(made.Output.Trim()));
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, await Ask(agent.Output.Trim()));
        Assert.Equal(2, exitCode);
        Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));

        // A token of the same key and form as the one above.
        var (_, output, _) = await server.Stop();
        Assert.Contains($"demonstration operator, for a shift: {made.Output[..20]}", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_description_of_the_interface_is_served_and_health_tells_apart_live_and_ready()
    {
        await using var server = await ServerProcess.Serve(folder.Path, FreePort.Next(), "--no-demo");
        var described = JsonNode.Parse(await server.Http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))!["paths"]!.AsObject();
        Assert.True(described.ContainsKey("/booking/bookings"));
        Assert.True(described.ContainsKey("/rooms/{room}/tickets"));
        Assert.Equal("live", await server.Http.GetStringAsync(new Uri("/health/live", UriKind.Relative)));
        Assert.Equal("ready", await server.Http.GetStringAsync(new Uri("/health/ready", UriKind.Relative)));
    }

    private static Task<string> Availability(ServerProcess server) => server.Http.GetStringAsync(new Uri("/availability", UriKind.Relative));
}
