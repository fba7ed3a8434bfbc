using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using WaitingRoom.Grains.Documents;

namespace WaitingRoom.Queue.Keys;

/// <summary>
/// The keys of tickets (<c>keys/ticket</c>) and admissions (<c>keys/admission</c>), loaded at start; the first process of all makes them, and any process renews
/// them when they are due.
/// </summary>
internal sealed partial class SigningKeys(IDocuments documents, IOptions<QueueOptions> options, TimeProvider time, ILogger<SigningKeys> log)
{
    public const string TicketDocument = "keys/ticket";

    public const string AdmissionDocument = "keys/admission";

    /// <summary>Another process changes the set at the same moment at most once.</summary>
    private const int MostTries = 3;

    private KeyRing? ticket;
    private KeyRing? admission;

    /// <exception cref="InvalidOperationException">Asked before they were loaded.</exception>
    public KeyRing Ticket => Volatile.Read(ref ticket) ?? throw NotLoaded();

    /// <exception cref="InvalidOperationException">Asked before they were loaded.</exception>
    public KeyRing Admission => Volatile.Read(ref admission) ?? throw NotLoaded();

    /// <summary>Reads what is stored, makes and drops what is due. Repeat it every minute.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        var period = options.Value.KeyRotationPeriod;
        Volatile.Write(ref ticket, await LoadAsync(TicketDocument, ticket, SecurityAlgorithms.HmacSha256, KeyRotation.OfTickets(period), StoredKey.NewSecret, cancellation));
        Volatile.Write(ref admission, await LoadAsync(AdmissionDocument, admission, SecurityAlgorithms.EcdsaSha256, KeyRotation.OfAdmissions(period), StoredKey.NewPair, cancellation));
    }

    private async Task<KeyRing> LoadAsync(string name, KeyRing? known, string algorithm, KeyRotation rotation, Func<DateTimeOffset, StoredKey> make, CancellationToken cancellation)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var now = time.GetUtcNow();
            var document = await documents.Get(name, cancellation);
            var (version, stored) = document is null ? (0L, null) : (document.Version, StoredKeySet.FromJson(document.Body));
            var due = stored is null ? new StoredKeySet([make(now)]) : rotation.After(stored, now, make);
            if (ReferenceEquals(due, stored))
            {
                return known?.Version == version ? known : new KeyRing(stored, version, algorithm, time);
            }

            if (await documents.Put(name, version, due.ToJson(), cancellation))
            {
                LogMade(name, due.Keys[0].Kid, due.Keys[0].SignsFrom, due.Keys.Count);
                return new KeyRing(due, version + 1, algorithm, time);
            }

            // Another process was quicker; its keys count.
        }

        throw new IOException($"The document {name} changes all the time.");
    }

    private static InvalidOperationException NotLoaded() => new("The signing keys are loaded when the host starts; it has not.");

    [LoggerMessage(LogLevel.Information, "Renewed {Document}: key {KeyId} signs from {From}; {Count} keys verify")]
    private partial void LogMade(string document, string keyId, DateTimeOffset from, int count);
}
