namespace WaitingRoom.Storage;

/// <summary>Where the data lives and the limits of writing it.</summary>
public sealed record StorageOptions
{
    /// <summary>The folder of the embedded database, <c>waitingroom.db</c>; made if need be. Ignored when <see cref="ConnectionString"/> is set.</summary>
    public string DataFolder { get; init; } = "data";

    /// <summary>Npgsql's connection string of a PostgreSQL database, 15 or newer; null or empty for the embedded one.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Appends in one transaction. Beyond this a group only grows in latency: a commit of so many costs far more than its disk flush.</summary>
    public int GroupLimit { get; init; } = 2048;

    /// <summary>Appends that may wait for a group. Whoever comes later waits at the door; the grains' own queues are the place to refuse.</summary>
    public int QueueLimit { get; init; } = 16_384;

    /// <summary>
    /// Connections to PostgreSQL besides the one that appends. A server does not read faster through more connections than a few per core, and opening one
    /// costs far more than waiting for one.
    /// </summary>
    public int ReadConnections { get; init; } = 16;

    /// <summary>
    /// How long a transaction may take before its outcome counts as unknown. Longer than a checkpoint stalls a healthy server, shorter than an HTTP deadline.
    /// </summary>
    public TimeSpan CommitTimeout { get; init; } = TimeSpan.FromSeconds(10);

    public bool IsPostgres => !string.IsNullOrWhiteSpace(ConnectionString);
}
