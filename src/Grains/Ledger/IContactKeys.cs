namespace WaitingRoom.Grains.Ledger;

/// <summary>The keys of contact data, kept beside the ledger. Without its key, sealed contact data is noise: destroying keys is how a history that never changes forgets.</summary>
public interface IContactKeys
{
    /// <summary>Destroys all keys, also what the database would keep of deleted rows in its own files.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="LedgerUnavailableException">Storage did not answer; some may be left.</exception>
    ValueTask<int> DestroyAll(CancellationToken cancellation = default);
}
