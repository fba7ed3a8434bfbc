using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using WaitingRoom.Grains.Documents;

namespace WaitingRoom.Queue.Keys;

/// <summary>The keys of tickets (<c>keys/ticket</c>) and admissions (<c>keys/admission</c>), loaded at start; the first process of all makes them.</summary>
internal sealed partial class SigningKeys(IDocuments documents, ILogger<SigningKeys> log)
{
    public const string TicketDocument = "keys/ticket";

    public const string AdmissionDocument = "keys/admission";

    private KeyRing? ticket;
    private KeyRing? admission;

    /// <exception cref="InvalidOperationException">Asked before they were loaded.</exception>
    public KeyRing Ticket => ticket ?? throw NotLoaded();

    /// <exception cref="InvalidOperationException">Asked before they were loaded.</exception>
    public KeyRing Admission => admission ?? throw NotLoaded();

    public async Task LoadAsync(CancellationToken cancellation)
    {
        ticket = new KeyRing(await LoadAsync(TicketDocument, StoredKey.NewSecret, cancellation), SecurityAlgorithms.HmacSha256);
        admission = new KeyRing(await LoadAsync(AdmissionDocument, StoredKey.NewPair, cancellation), SecurityAlgorithms.EcdsaSha256);
    }

    private async Task<StoredKeySet> LoadAsync(string name, Func<StoredKey> make, CancellationToken cancellation)
    {
        if (await documents.Get(name, cancellation) is { } stored)
        {
            return StoredKeySet.FromJson(stored.Body);
        }

        var made = new StoredKeySet([make()]);
        if (await documents.Put(name, 0, made.ToJson(), cancellation))
        {
            LogMade(name, made.Keys[0].Kid);
            return made;
        }

        // Another process was quicker; its key counts.
        return StoredKeySet.FromJson((await documents.Get(name, cancellation))!.Body);
    }

    private static InvalidOperationException NotLoaded() => new("The signing keys are loaded when the host starts; it has not.");

    [LoggerMessage(LogLevel.Information, "Made the first key of {Document}: {KeyId}")]
    private partial void LogMade(string document, string keyId);
}
