using Microsoft.IdentityModel.Tokens;

namespace WaitingRoom.Queue.Keys;

/// <summary>The keys of one kind, ready for use.</summary>
internal sealed class KeyRing
{
    public KeyRing(StoredKeySet stored, string algorithm)
    {
        if (stored.Keys.Count == 0 || stored.Keys.Any(key => key.Alg != algorithm))
        {
            throw new InvalidDataException($"A set of {algorithm} keys is empty or holds a key of another kind.");
        }

        Stored = stored;
        // As JsonWebKey, because the library then makes a crypto object for each parallel use.
        Verifying = [.. stored.Keys.Select(key => key.ToJsonWebKey())];
        Signing = new SigningCredentials(Verifying[0], algorithm);
    }

    public StoredKeySet Stored { get; }

    public SigningCredentials Signing { get; }

    public IReadOnlyList<SecurityKey> Verifying { get; }
}
