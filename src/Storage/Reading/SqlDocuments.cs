using Dapper;
using WaitingRoom.Grains.Documents;

namespace WaitingRoom.Storage.Reading;

internal sealed class SqlDocuments(Engine engine) : IDocuments
{
    public ValueTask<Document?> Get(string name, CancellationToken cancellation = default) => engine.Read(
        async (connection, cancellation) =>
        {
            var command = new CommandDefinition("SELECT version, body FROM documents WHERE name = @name", new { name }, cancellationToken: cancellation);
            var found = await connection.QueryAsync<(long Version, byte[] Body)>(command);
            return found.Select(d => new Document(name, d.Version, d.Body)).FirstOrDefault();
        },
        cancellation);

    public async ValueTask<bool> Put(string name, long expectedVersion, ReadOnlyMemory<byte> body, CancellationToken cancellation = default)
    {
        const string Create = "INSERT INTO documents (name, version, body) VALUES (@name, 1, @body) ON CONFLICT (name) DO NOTHING";
        const string Replace = "UPDATE documents SET version = version + 1, body = @body WHERE name = @name AND version = @expectedVersion";
        ArgumentOutOfRangeException.ThrowIfNegative(expectedVersion);
        var changed = await engine.Execute(expectedVersion == 0 ? Create : Replace, new { name, expectedVersion, body = body.ToArray() }, cancellation);
        return changed == 1;
    }

    public ValueTask<IReadOnlyList<Document>> Under(string prefix, string? after, int limit, CancellationToken cancellation = default) => engine.Read(
        async (connection, cancellation) =>
        {
            // Not LIKE: its meaning of letters differs between the engines.
            var command = new CommandDefinition(
                "SELECT name, version, body FROM documents WHERE substr(name, 1, @length) = @prefix AND name > @after ORDER BY name LIMIT @limit",
                new { prefix, length = prefix.Length, after = after ?? "", limit },
                cancellationToken: cancellation);
            var found = await connection.QueryAsync<(string Name, long Version, byte[] Body)>(command);
            return (IReadOnlyList<Document>)[.. found.Select(d => new Document(d.Name, d.Version, d.Body))];
        },
        cancellation);

    public async ValueTask<bool> Delete(string name, long expectedVersion, CancellationToken cancellation = default) =>
        await engine.Execute("DELETE FROM documents WHERE name = @name AND version = @expectedVersion", new { name, expectedVersion }, cancellation) == 1;
}
