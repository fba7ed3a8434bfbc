using System.Security.Cryptography;
using Npgsql;

namespace WaitingRoom.Support;

/// <summary>
/// A private PostgreSQL cluster on a free loopback port with its data in a temporary folder and a random password.
/// It touches no server of this machine and is gone when disposed or when this process ends in any way.
/// </summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private const int StartAttempts = 3; // a free port may be taken by somebody else before the server binds it
    private static readonly TimeSpan ReadyPoll = TimeSpan.FromMilliseconds(50);

    private readonly TemporaryFolder folder = new();
    private readonly PostgresClusterOptions options;
    private PostmasterProcess? postmaster;

    private PostgresCluster(PostgresPrograms programs, PostgresClusterOptions options)
    {
        Programs = programs;
        this.options = options;
    }

    public PostgresPrograms Programs { get; }

    public string Host { get; } = "127.0.0.1";

    /// <summary>Stays the same over a restart, so connection strings stay valid.</summary>
    public int Port { get; private set; }

    public string User { get; } = "waitingroom";

    public string Password { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Of the database <c>postgres</c>; for a database of your own see <see cref="CreateDatabaseAsync"/>.</summary>
    public string ConnectionString => ConnectionStringFor("postgres");

    /// <summary>What the server has logged since the cluster was made; every refused statement is in it with its constraint.</summary>
    public string LogFile => folder.File("server.log");

    /// <summary>Creates a cluster and waits until it answers: about two seconds.</summary>
    /// <exception cref="InvalidOperationException">PostgreSQL is not installed, or did not start; the text says why.</exception>
    public static async Task<PostgresCluster> StartAsync(PostgresClusterOptions? options = null, CancellationToken cancellation = default)
    {
        var cluster = new PostgresCluster(PostgresPrograms.Find(), options ?? new());
        try
        {
            await cluster.InitialiseAsync(cancellation);
            await cluster.StartOnFreePortAsync(cancellation);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Creates an empty database and returns its connection string. The name must be new in this cluster.</summary>
    public async Task<string> CreateDatabaseAsync(string name, CancellationToken cancellation = default)
    {
        await using var connection = await OpenAsync(cancellation);
        await using var quote = new NpgsqlCommand("SELECT quote_ident($1)", connection) { Parameters = { new() { Value = name } } };
        var quoted = (string)(await quote.ExecuteScalarAsync(cancellation))!;
#pragma warning disable CA2100 // A database name cannot be a parameter; the server itself has quoted it.
        await using var create = new NpgsqlCommand("CREATE DATABASE " + quoted, connection);
#pragma warning restore CA2100
        await create.ExecuteNonQueryAsync(cancellation);
        return ConnectionStringFor(name);
    }

    /// <summary>Clean: waits for a checkpoint. Immediate: like a crash, what was committed is recovered at the next start.</summary>
    public async Task StopAsync(bool immediate = false)
    {
        if (postmaster is null)
        {
            return;
        }

        await postmaster.StopAsync(immediate);
        postmaster.Dispose();
        postmaster = null;
    }

    public async Task RestartAsync(bool immediate = false, CancellationToken cancellation = default)
    {
        await StopAsync(immediate);
        if (!await TryStartAsync(cancellation))
        {
            throw await NotStartedAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (postmaster is not null)
        {
            await postmaster.AbandonAsync();
            postmaster.Dispose();
            postmaster = null;
        }

        folder.Dispose();
    }

    private string Data => folder.File("data");

    private async Task InitialiseAsync(CancellationToken cancellation)
    {
        var passwordFile = folder.File("password");
        await File.WriteAllTextAsync(passwordFile, Password, cancellation);
        await UnprivilegedUser.OwnAsync(folder.Path, cancellation);
        await PostgresPrograms.RunAsync(
            UnprivilegedUser.Command(
                folder.Path, Programs.PathOf("initdb"), "--pgdata", Data, "--username", User, "--pwfile", passwordFile,
                "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C", "--no-sync"),
            cancellation);
        File.Delete(passwordFile);
    }

    private async Task StartOnFreePortAsync(CancellationToken cancellation)
    {
        for (var attempt = 1; attempt <= StartAttempts; attempt++)
        {
            Port = FreePort.Next();
            if (await TryStartAsync(cancellation))
            {
                return;
            }
        }

        throw await NotStartedAsync();
    }

    private async Task<bool> TryStartAsync(CancellationToken cancellation)
    {
        postmaster = PostmasterProcess.Start(
            folder.Path, [Programs.PathOf("postgres"), "-D", Data, .. options.ServerArguments(Port, folder.Path)]);
        var started = TimeProvider.System.GetTimestamp();
        while (!postmaster.HasExited && TimeProvider.System.GetElapsedTime(started) < Patience.Limit)
        {
            try
            {
                await using var connection = await OpenAsync(cancellation);
                return true;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(ReadyPoll, TimeProvider.System, cancellation);
            }
        }

        await StopAsync(immediate: true);
        return false;
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellation)
    {
        // Not pooled: a pooled connection would survive a restart as a dead one and fail somebody's test.
        var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        try
        {
            await connection.OpenAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task<InvalidOperationException> NotStartedAsync()
    {
        return new InvalidOperationException(
            "PostgreSQL did not start: " + (File.Exists(LogFile) ? await File.ReadAllTextAsync(LogFile) : "it wrote no log."));
    }

    private string ConnectionStringFor(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = Host,
        Port = Port,
        Username = User,
        Password = Password,
        Database = database,
        MaxPoolSize = Math.Max(1, options.MaxConnections - 10), // the rest is for superusers and for other pools of a test
    }.ConnectionString;
}
