using Microsoft.IdentityModel.Tokens;

namespace WaitingRoom.Queue.Keys;

/// <summary>The keys of one kind, ready for use.</summary>
internal sealed class KeyRing
{
    private readonly TimeProvider time;
    private readonly (DateTimeOffset From, SigningCredentials Credentials)[] signers;

    /// <param name="version">The document's, to tell a newer set.</param>
    public KeyRing(StoredKeySet stored, long version, string algorithm, TimeProvider time)
    {
        if (stored.Keys.Count == 0 || stored.Keys.Any(key => key.Alg != algorithm))
        {
            throw new InvalidDataException($"A set of {algorithm} keys is empty or holds a key of another kind.");
        }

        this.time = time;
        (Stored, Version) = (stored, version);
        // As JsonWebKey, because the library then makes a crypto object for each parallel use.
        Verifying = [.. stored.Keys.Select(key => key.ToJsonWebKey())];
        signers = [.. stored.Keys.Zip(Verifying, (key, use) => (key.SignsFrom, new SigningCredentials(use, algorithm)))];
    }

    public StoredKeySet Stored { get; }

    public long Version { get; }

    public IReadOnlyList<SecurityKey> Verifying { get; }

    /// <summary>The key to sign with now.</summary>
    public SigningCredentials Signing
    {
        get
        {
            if (signers.Length == 1)
            {
                return signers[0].Credentials;
            }

            var kid = KeyRotation.Signing(Stored, time.GetUtcNow()).Kid;
            return Array.Find(signers, signer => signer.Credentials.Key.KeyId == kid).Credentials;
        }
    }
}
