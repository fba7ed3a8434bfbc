using WaitingRoom.Storage.Tests.Databases;

namespace WaitingRoom.Storage.Tests.Conformance;

public sealed class AppendOnSqlite : AppendSuite
{
    private protected override Task<ITestDatabase> CreateDatabaseAsync() => Task.FromResult<ITestDatabase>(new SqliteDatabase());
}

public sealed class ReadModelsOnSqlite : ReadModelSuite
{
    private protected override Task<ITestDatabase> CreateDatabaseAsync() => Task.FromResult<ITestDatabase>(new SqliteDatabase());
}

public sealed class OutboxOnSqlite : OutboxSuite
{
    private protected override Task<ITestDatabase> CreateDatabaseAsync() => Task.FromResult<ITestDatabase>(new SqliteDatabase());
}

public sealed class NoticesOnSqlite : NoticeSuite
{
    private protected override Task<ITestDatabase> CreateDatabaseAsync() => Task.FromResult<ITestDatabase>(new SqliteDatabase());
}

public sealed class WaitlistOnSqlite : WaitlistSuite
{
    private protected override Task<ITestDatabase> CreateDatabaseAsync() => Task.FromResult<ITestDatabase>(new SqliteDatabase());
}
