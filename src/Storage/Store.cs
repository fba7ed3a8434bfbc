using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using WaitingRoom.Grains.Documents;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Notices;
using WaitingRoom.Grains.Waitlist;
using WaitingRoom.Storage.Appending;
using WaitingRoom.Storage.Migrations;
using WaitingRoom.Storage.Postgres;
using WaitingRoom.Storage.Reading;
using WaitingRoom.Storage.Sqlite;

namespace WaitingRoom.Storage;

/// <summary>An open database with its ports. Several may be open on one database, in one process or in many.</summary>
public sealed class Store : IAsyncDisposable, IDisposable
{
    private readonly Engine engine;
    private readonly AppendQueue queue;
    private readonly LoadQueue? loads;
    private bool disposed;

    private Store(Engine engine, StorageOptions options)
    {
        this.engine = engine;
        queue = new AppendQueue(engine.CreateGroupWriter(), options, Counters);
        var reading = new LedgerReading(engine);
        loads = engine.Dialect.LoadMany is null ? null : new LoadQueue(reading.LoadMany);
        Ledger = new SqlLedger(queue, reading, loads);
        ReadModels = new ReadModels(engine);
        Documents = new SqlDocuments(engine);
        AdmissionLog = new SqlAdmissionLog(engine);
        AuditLog = new SqlAuditLog(engine);
        Outbox = new SqlOutbox(engine);
        Notices = new SqlNoticeList(engine);
        ContactKeys = new SqlContactKeys(engine);
        Waitlist = new SqlWaitlist(engine);
    }

    public ILedger Ledger { get; }

    public IReadModels ReadModels { get; }

    public IDocuments Documents { get; }

    public IAdmissionLog AdmissionLog { get; }

    public IAuditLog AuditLog { get; }

    public IOutbox Outbox { get; }

    public INoticeList Notices { get; }

    public IContactKeys ContactKeys { get; }

    public IWaitlist Waitlist { get; }

    public StorageCounters Counters { get; } = new();

    /// <summary>Opens the database, makes or migrates its schema, and is ready to append.</summary>
    /// <exception cref="SchemaException">The schema is not one that this program may work on.</exception>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public static Task<Store> OpenAsync(StorageOptions options, ILoggerFactory? loggers = null, TimeProvider? time = null, CancellationToken cancellation = default) =>
        OpenAsync(options, Migration.Shipped, loggers, time, cancellation);

    internal static async Task<Store> OpenAsync(
        StorageOptions options,
        IReadOnlyList<Migration> migrations,
        ILoggerFactory? loggers = null,
        TimeProvider? time = null,
        CancellationToken cancellation = default)
    {
        var logger = (loggers ?? NullLoggerFactory.Instance).CreateLogger<Store>();
        var engine = EngineFor(options, logger);
        try
        {
            await Migrator.Apply(engine, migrations, time ?? TimeProvider.System, cancellation);
            return new Store(engine, options);
        }
        catch (Exception error)
        {
            await engine.DisposeAsync();
            if (Dialects.SqlDialect.IsStorageFailure(error))
            {
                throw new LedgerUnavailableException("The database cannot be opened: " + error.Message, error);
            }

            throw;
        }
    }

    /// <summary>Writes what was handed in before, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        await queue.DisposeAsync();
        if (loads is not null)
        {
            await loads.DisposeAsync();
        }

        await engine.DisposeAsync();
    }

    /// <summary>For containers that know no other way; prefer <see cref="DisposeAsync"/>.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private static Engine EngineFor(StorageOptions options, ILogger logger) =>
        options.IsPostgres ? new PostgresEngine(options, logger) : new SqliteEngine(options, logger);
}
