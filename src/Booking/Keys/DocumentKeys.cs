using System.Collections.Concurrent;
using WaitingRoom.Grains.Documents;

namespace WaitingRoom.Booking.Keys;

/// <summary>Keys kept in documents, made on first use. All processes of a database agree on them, because only the first writer's keys are kept.</summary>
internal sealed class DocumentKeys(IDocuments documents)
{
    /// <summary>Signs sessions (HS256).</summary>
    public const string Session = "keys/session";

    /// <summary>The pepper under which codes and references are hashed. Losing it makes every code unknown.</summary>
    public const string Codes = "keys/codes";

    /// <summary>Wraps the keys of contact data (AES-256-GCM).</summary>
    public const string Contacts = "keys/contacts";

    /// <summary>Signs the references in QR codes (HS256). Losing it makes printed codes unreadable; the reference beside them still counts.</summary>
    public const string CheckIn = "keys/checkin";

    private readonly ConcurrentDictionary<string, KeySet> known = new();

    public ValueTask<KeySet> Get(string name) => known.TryGetValue(name, out var keys) ? new ValueTask<KeySet>(keys) : Load(name);

    private async ValueTask<KeySet> Load(string name)
    {
        var document = await documents.Get(name);
        if (document is null)
        {
            await documents.Put(name, 0, KeySet.New().ToJson());
            // Read back also after winning: what counts is what is stored.
            document = await documents.Get(name) ?? throw new InvalidOperationException($"Document {name} was written and is not there.");
        }

        return known.GetOrAdd(name, KeySet.FromJson(document.Body));
    }
}
