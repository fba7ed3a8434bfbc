using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Npgsql;
using WaitingRoom.Support;

namespace WaitingRoom.Server.Tests.Running;

/// <summary>Two whole servers on one PostgreSQL, the first of them at the end of a line that can be cut.</summary>
public sealed class TwoProcesses : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private PostgresCluster? cluster;

    public CuttableLine Line { get; private set; } = null!;

    public string Database { get; private set; } = "";

    internal ServerProcess First { get; private set; } = null!;

    internal ServerProcess Second { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        cluster = await PostgresCluster.StartAsync(PostgresClusterOptions.NotDurable);
        Database = await cluster.CreateDatabaseAsync("campaign");
        Line = new CuttableLine(cluster.Port);
        var byLine = new NpgsqlConnectionStringBuilder(Database) { Port = Line.Port }.ConnectionString;
        First = await ServerProcess.Serve(folder.Path, FreePort.Next(), "--database", byLine);
        Second = await ServerProcess.Serve(folder.Path, FreePort.Next(), "--database", Database);
    }

    public async Task DisposeAsync()
    {
        foreach (var part in new IAsyncDisposable?[] { Second, First, Line, cluster })
        {
            if (part is not null)
            {
                await part.DisposeAsync();
            }
        }

        folder.Dispose();
    }

    /// <returns>How long it took.</returns>
    public static async Task<TimeSpan> Until(string what, Func<Task<bool>> met)
    {
        var begun = TimeProvider.System.GetTimestamp();
        await Patience.Until(met, what);
        return TimeProvider.System.GetElapsedTime(begun);
    }

    internal static async Task<HttpStatusCode> StatusOf(ServerProcess server, string path)
    {
        using var answer = await server.Http.GetAsync(new Uri(path, UriKind.Relative));
        return answer.StatusCode;
    }

    /// <summary>The overview, and as of when it is.</summary>
    internal static async Task<(string Body, DateTimeOffset AsOf)> Overview(ServerProcess server)
    {
        using var answer = await server.Http.GetAsync(new Uri("/availability", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadAsStringAsync(), DateTimeOffset.Parse(answer.Headers.GetValues("Waiting-Room-As-Of").Single(), CultureInfo.InvariantCulture));
    }

    internal static async Task<JsonNode> RoomStatus(ServerProcess server) =>
        JsonNode.Parse(await server.Http.GetStringAsync(new Uri("/rooms/impfung/status", UriKind.Relative)))!;

    internal static async Task<(HttpStatusCode Status, JsonNode Body)> Post(ServerProcess server, string path, string browser, string? ticket = null)
    {
        using var request = KillableServer.Request(HttpMethod.Post, path, browser, ticket);
        request.Headers.Add("Idempotency-Key", "1");
        using var answer = await server.Http.SendAsync(request);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }
}
