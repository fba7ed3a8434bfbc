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
}

/// <summary>A document at rest; <paramref name="Version"/> starts at 1.</summary>
public sealed record Document(string Name, long Version, ReadOnlyMemory<byte> Body);
