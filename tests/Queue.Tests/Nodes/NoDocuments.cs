using WaitingRoom.Grains.Documents;

namespace WaitingRoom.Queue.Tests.Nodes;

/// <summary>A storage that answers and holds no document.</summary>
internal sealed class NoDocuments : IDocuments
{
    public ValueTask<Document?> Get(string name, CancellationToken cancellation = default) => ValueTask.FromResult<Document?>(null);

    public ValueTask<bool> Put(string name, long expectedVersion, ReadOnlyMemory<byte> body, CancellationToken cancellation = default) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<Document>> Under(string prefix, string? after, int limit, CancellationToken cancellation = default) => throw new NotSupportedException();

    public ValueTask<bool> Delete(string name, long expectedVersion, CancellationToken cancellation = default) => throw new NotSupportedException();
}
