namespace WaitingRoom.Grains.Documents;

/// <summary>Small versioned JSON (campaign, centres, rooms, keys) with compare-and-set.</summary>
public interface IDocuments
{
    /// <summary>The document, or null when there is none of this name.</summary>
    ValueTask<Document?> Get(string name, CancellationToken cancellation = default);

    /// <summary>
    /// Writes version <paramref name="expectedVersion"/> + 1. False, and nothing written, when the stored version is another;
    /// 0 means that there must be none yet.
    /// </summary>
    ValueTask<bool> Put(string name, long expectedVersion, ReadOnlyMemory<byte> body, CancellationToken cancellation = default);

    /// <summary>
    /// Documents whose names begin with <paramref name="prefix"/>, in the order of their names, those after <paramref name="after"/>; from the first on where it is null. Reads every
    /// name: for sweeps, not for requests.
    /// </summary>
    ValueTask<IReadOnlyList<Document>> Under(string prefix, string? after, int limit, CancellationToken cancellation = default);

    /// <summary>Deletes the document where it still has this version. False, and nothing deleted, otherwise.</summary>
    ValueTask<bool> Delete(string name, long expectedVersion, CancellationToken cancellation = default);
}

/// <summary>A document at rest; <paramref name="Version"/> starts at 1.</summary>
public sealed record Document(string Name, long Version, ReadOnlyMemory<byte> Body);
