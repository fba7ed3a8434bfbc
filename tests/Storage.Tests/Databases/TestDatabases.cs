namespace WaitingRoom.Storage.Tests.Databases;

/// <summary>For tests that run once per engine by its name.</summary>
internal static class TestDatabases
{
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgresql";

    public static async Task<ITestDatabase> CreateAsync(string engine, PostgresFixture postgres) =>
        engine == Sqlite ? new SqliteDatabase() : await postgres.CreateDatabaseAsync();
}
