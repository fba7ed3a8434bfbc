using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Npgsql;
using WaitingRoom.Support;

namespace WaitingRoom.Server.Tests.Running;

/// <summary>Dump, restore, start, same answers: by the scripts of <c>infra/postgres</c>, as docs/cluster.md says.</summary>
public sealed class BackupTests
{
    private const int Seed = 1789;

    /// <summary>Booked before the copy is made; others go on booking while it is.</summary>
    private const int Before = 6;

    private const string Browser = "b2xkLXRpY2tldC1vbGQtdGlja2V0LW9sZC10aWNrZXQ";

    [Fact]
    public async Task A_copy_made_in_the_midst_of_bookings_gives_the_same_answers()
    {
        await using var cluster = await PostgresCluster.StartAsync(PostgresClusterOptions.NotDurable);
        var (original, restored) = (await cluster.CreateDatabaseAsync("original"), await cluster.CreateDatabaseAsync("restored"));
        using var folder = new TemporaryFolder();
        var port = FreePort.Next();
        var acknowledged = new ConcurrentQueue<Acknowledged>();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        JsonNode ticket, spoken;
        string keys, staff, unused;
        Acknowledged[] known;
        await using (var server = new KillableServer(folder.Path, port, "--database", original, "--set", "Booking:CodeTriesPerAddress=1000000"))
        {
            await server.Start();
            var http = await server.Up(CancellationToken.None);
            var issued = await ServerProcess.Run("codes", "issue", "--count", "1000", "--group", "1", "--database", original);
            var codes = new ConcurrentQueue<string>(issued.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            Assert.True(codes.TryDequeue(out unused!), issued.Errors);
            staff = (await ServerProcess.Run("staff", "token", "--role", "operator", "--subject", "kim", "--database", original)).Output.Trim();
            using var stop = new CancellationTokenSource();
            ticket = await Ask(http, HttpMethod.Post, "/rooms/impfung/tickets", null);
            await Ask(http, HttpMethod.Patch, "/operators/rooms/impfung", staff, new JsonObject { ["ceilingPerMinute"] = 4321 });
            var citizens = Enumerable.Range(0, 2).Select(i => new Citizen(Seed + i, () => codes.TryDequeue(out var code) ? code : null, server, booked =>
            {
                acknowledged.Enqueue(booked);
                if (acknowledged.Count >= Before)
                {
                    enough.TrySetResult();
                }
            }).Run(stop.Token)).ToArray();
            await Task.WhenAny([enough.Task, .. citizens]);
            known = [.. acknowledged];
            Assert.True(known.Length >= Before, "A citizen met something unheard-of.");

            await Script(cluster, "backup.sh", Libpq(original), folder.File("campaign.dump"));

            // It was the midst: nobody had finished.
            Assert.All(citizens, citizen => Assert.False(citizen.IsCompleted));
            keys = await http.GetStringAsync(new Uri("/.well-known/jwks.json", UriKind.Relative));
            spoken = (await Ask(http, HttpMethod.Get, "/operators/campaign", staff))["campaign"]!;
            await stop.CancelAsync();
            await Task.WhenAll(citizens);
        }

        await Script(cluster, "restore.sh", folder.File("campaign.dump"), Libpq(restored));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Script(cluster, "restore.sh", folder.File("campaign.dump"), Libpq(restored)));

        await using var copy = await ServerProcess.Serve(folder.Path, port, "--database", restored, "--no-demo");
        Assert.Equal(keys, await copy.Http.GetStringAsync(new Uri("/.well-known/jwks.json", UriKind.Relative)));
        Assert.True(JsonNode.DeepEquals(spoken, (await Ask(copy.Http, HttpMethod.Get, "/operators/campaign", staff))["campaign"]));
        Assert.Equal(4321, (int)(await Ask(copy.Http, HttpMethod.Get, "/operators/rooms/impfung", staff))["settings"]!["ceilingPerMinute"]!);
        foreach (var booking in known)
        {
            // The very session that booked it, of the other server: its key is in the copy.
            using var request = KillableServer.Request(HttpMethod.Get, $"/booking/bookings/{booking.Reference}", booking.Browser, booking.Session);
            using var answer = await copy.Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var found = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
            Assert.Equal("booked", (string?)found["status"]);
            Assert.Equal(booking.Seats.Order(), found["legs"]!.AsArray().Select(leg => $"{leg!["centre"]!["id"]}/{leg["date"]}/{leg["slot"]}").Order());
        }

        // A ticket from before is still good, and the code that nobody used books.
        var admission = await Ask(copy.Http, HttpMethod.Post, "/rooms/impfung/admissions", (string)ticket["ticket"]!);
        var session = await Ask(copy.Http, HttpMethod.Post, "/booking/sessions", (string)admission["admission"]!);
        var person = (string)(await Ask(copy.Http, HttpMethod.Post, "/booking/codes", (string)session["token"]!, new JsonObject { ["code"] = unused }))["token"]!;
        var offer = (await Ask(copy.Http, HttpMethod.Get, "/booking/offers?vaccine=comirnaty&postcode=01067", person))["offers"]![0]!;
        var legs = offer["legs"]!.AsArray().Select(leg => (JsonNode)new JsonObject { ["centre"] = (string)leg!["centre"]!["id"]!, ["date"] = (string)leg["date"]!, ["slot"] = (string)leg["slot"]! });
        var held = await Ask(copy.Http, HttpMethod.Post, "/booking/holds", person, new JsonObject { ["vaccine"] = "comirnaty", ["legs"] = new JsonArray([.. legs]) });
        var contact = new JsonObject { ["name"] = "Erika Muster", ["email"] = "erika@example.org" };
        Assert.NotEmpty((string)(await Ask(copy.Http, HttpMethod.Post, "/booking/bookings", person, new JsonObject { ["hold"] = (string)held["id"]!, ["contact"] = contact }))["reference"]!);
        await Check(restored, known.Length + 1);
    }

    /// <summary>No seat has two people, and no pair that was booked lacks one of its appointments.</summary>
    private static async Task Check(string database, int known)
    {
        await using var source = NpgsqlDataSource.Create(database);
        async Task<long> Count(string sql)
        {
            await using var command = source.CreateCommand(sql);
            return (long)(await command.ExecuteScalarAsync())!;
        }

        Assert.Equal(0, await Count("SELECT count(*) FROM (SELECT 1 FROM appointments GROUP BY centre, date, slot, seat HAVING count(*) > 1) twice"));
        var pairs = await Count("SELECT count(*) FROM ledger WHERE kind = 'pair-booked/1'");
        Assert.True(pairs >= known);
        Assert.True(await Count("SELECT count(*) FROM appointments") >= 2 * pairs);
    }

    [Fact]
    public async Task The_password_of_the_database_may_come_from_the_environment_and_stand_in_no_command_line()
    {
        await using var cluster = await PostgresCluster.StartAsync(PostgresClusterOptions.NotDurable);
        var secretless = new NpgsqlConnectionStringBuilder(await cluster.CreateDatabaseAsync("campaign")) { Password = null }.ConnectionString;
        string[] issue = ["dotnet", ServerProcess.Program, "codes", "issue", "--count", "3", "--group", "1", "--database", secretless];
        var codes = Encoding.UTF8.GetString(await ForeignProgram.Run("env", [$"PGPASSWORD={cluster.Password}", .. issue]));
        Assert.Equal(3, codes.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        await Assert.ThrowsAsync<InvalidOperationException>(() => ForeignProgram.Run("env", ["PGPASSWORD=another", .. issue]));
    }

    private static async Task<JsonNode> Ask(HttpClient http, HttpMethod method, string path, string? bearer, JsonObject? body = null)
    {
        using var request = KillableServer.Request(method, path, Browser, bearer);
        request.Headers.Add("Idempotency-Key", "copy");
        request.Content = body is null ? null : JsonContent.Create(body);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {text}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>The same database in the words of PostgreSQL's own programs.</summary>
    private static string Libpq(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        return $"host={parts.Host} port={parts.Port} user={parts.Username} dbname={parts.Database} password={parts.Password}";
    }

    private static async Task Script(PostgresCluster cluster, string name, params string[] arguments)
    {
        var path = Path.Combine(RepositoryRoot.Find()!, "infra", "postgres", name);
        Assert.NotNull(Encoding.UTF8.GetString(await ForeignProgram.Run("env", [$"PATH={cluster.Programs.Folder}:{Environment.GetEnvironmentVariable("PATH")}", "bash", path, .. arguments])));
    }
}
