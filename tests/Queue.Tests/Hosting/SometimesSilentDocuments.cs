using WaitingRoom.Grains.Documents;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Queue.Tests.Hosting;

/// <summary>The real documents behind a storage that can be cut off.</summary>
internal sealed class SometimesSilentDocuments(IDocuments real, Func<bool> isSilent) : IDocuments
{
    public ValueTask<Document?> Get(string name, CancellationToken cancellation = default) => Up().Get(name, cancellation);

    public ValueTask<bool> Put(string name, long expectedVersion, ReadOnlyMemory<byte> body, CancellationToken cancellation = default) => Up().Put(name, expectedVersion, body, cancellation);

    public ValueTask<IReadOnlyList<Document>> Under(string prefix, string? after, int limit, CancellationToken cancellation = default) => Up().Under(prefix, after, limit, cancellation);

    public ValueTask<bool> Delete(string name, long expectedVersion, CancellationToken cancellation = default) => Up().Delete(name, expectedVersion, cancellation);

    private IDocuments Up() => isSilent() ? throw new LedgerUnavailableException("Storage is cut off.") : real;
}
