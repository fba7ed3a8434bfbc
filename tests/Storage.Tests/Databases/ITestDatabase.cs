using System.Data.Common;

namespace WaitingRoom.Storage.Tests.Databases;

/// <summary>A private, empty database of one engine. Opening a store on it makes the schema.</summary>
public interface ITestDatabase : IAsyncDisposable
{
    StorageOptions Options { get; }

    /// <summary>A plain connection, for looking at tables and for taking a guard away.</summary>
    Task<DbConnection> ConnectAsync();

    /// <summary>Nobody else can append until what is returned is disposed or rolled back.</summary>
    Task<DbConnection> BlockAppendsAsync();

    /// <summary>Takes the uniqueness of (stream, seq) and (stream, operation) away.</summary>
    Task RemoveFenceAsync();

    /// <summary>Takes the uniqueness of a seat away.</summary>
    Task RemoveSeatWallAsync();
}
