using WaitingRoom.Storage.Tests.Databases;
using Xunit;

namespace WaitingRoom.Storage.Tests.Conformance;

[Collection(SharedPostgres.Name)]
public sealed class AppendOnPostgres(PostgresFixture postgres) : AppendSuite
{
    private protected override Task<ITestDatabase> CreateDatabaseAsync() => postgres.CreateDatabaseAsync();
}

[Collection(SharedPostgres.Name)]
public sealed class ReadModelsOnPostgres(PostgresFixture postgres) : ReadModelSuite
{
    private protected override Task<ITestDatabase> CreateDatabaseAsync() => postgres.CreateDatabaseAsync();
}

[Collection(SharedPostgres.Name)]
public sealed class OutboxOnPostgres(PostgresFixture postgres) : OutboxSuite
{
    private protected override Task<ITestDatabase> CreateDatabaseAsync() => postgres.CreateDatabaseAsync();
}

[Collection(SharedPostgres.Name)]
public sealed class NoticesOnPostgres(PostgresFixture postgres) : NoticeSuite
{
    private protected override Task<ITestDatabase> CreateDatabaseAsync() => postgres.CreateDatabaseAsync();
}

[Collection(SharedPostgres.Name)]
public sealed class WaitlistOnPostgres(PostgresFixture postgres) : WaitlistSuite
{
    private protected override Task<ITestDatabase> CreateDatabaseAsync() => postgres.CreateDatabaseAsync();
}
