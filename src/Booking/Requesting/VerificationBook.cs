using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using WaitingRoom.Booking.Contacts;
using WaitingRoom.Booking.Keys;
using WaitingRoom.Grains.Documents;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Booking.Requesting;

/// <summary>Keeps verifications and what went to each contact, by compare-and-set: several processes and a hundred parallel guesses count as one after the other.</summary>
internal sealed class VerificationBook(IDocuments documents, DocumentKeys keys)
{
    private const string Sessions = "verification/session/";

    private const string Contacts = "verification/contact/";

    /// <summary>Read at once by a sweep.</summary>
    private const int Page = 500;

    /// <summary>Collisions in a row; each means that somebody else got on.</summary>
    private const int TryLimit = 50;

    public async Task<Verification?> Find(string session) =>
        await documents.Get(await NameOf(session)) is { } document ? JsonSerializer.Deserialize(document.Body.Span, VerificationJson.Default.Verification) : null;

    /// <param name="change">From what is there to what shall be; null to leave it.</param>
    /// <returns>What is there afterwards; null where nothing is.</returns>
    public async Task<Verification?> Change(string session, Func<Verification?, Verification?> change) =>
        await Change(await NameOf(session), VerificationJson.Default.Verification, change);

    public Task<ContactUse?> Change(ContactMark contact, Func<ContactUse?, ContactUse?> change) =>
        Change($"{Contacts}{contact.Hash}", VerificationJson.Default.ContactUse, change);

    /// <summary>128 bits under the pepper of codes, bound to the session: six digits alone would be tried out in a second.</summary>
    public Task<string> HashOf(string session, string oneTimeCode) => Hash("wr-one-time/1", $"{session}\0{oneTimeCode}", 16);

    /// <summary>Bytes for the booking code of this session's verification: the same for the same, so that a repeated request shows the same code.</summary>
    public async Task<byte[]> SeedOf(string session, Verification verification) =>
        Convert.FromHexString(await Hash("wr-online-code/1", $"{session}\0{verification.StartedAt.UtcTicks}\0{verification.IssuedFor}", 32));

    /// <summary>Deletes what is over: verifications that may begin anew, counts of contacts of another day. What somebody changes meanwhile stays.</summary>
    public async Task Forget(DateTimeOffset now, CancellationToken cancellation)
    {
        await Forget(Sessions, VerificationJson.Default.Verification, verification => verification.IsOver(now), cancellation);
        await Forget(Contacts, VerificationJson.Default.ContactUse, use => now - use.Since >= ContactUse.Window, cancellation);
    }

    private async Task<string> NameOf(string session) => $"{Sessions}{await Hash("wr-verification/1", session, 16)}";

    private async Task<string> Hash(string purpose, string words, int bytes)
    {
        var key = (await keys.Get(DocumentKeys.Codes)).Current;
        return Convert.ToHexStringLower(HMACSHA256.HashData(key.Bytes, Encoding.UTF8.GetBytes($"{purpose}\0{words}")).AsSpan(0, bytes));
    }

    private async Task Forget<T>(string prefix, JsonTypeInfo<T> type, Func<T, bool> isOver, CancellationToken cancellation)
    {
        string? last = null;
        do
        {
            var page = await documents.Under(prefix, last, Page, cancellation);
            foreach (var document in page.Where(document => isOver(JsonSerializer.Deserialize(document.Body.Span, type)!)))
            {
                await documents.Delete(document.Name, document.Version, cancellation);
            }

            last = page.Count < Page ? null : page[^1].Name;
        }
        while (last is not null);
    }

    private async Task<T?> Change<T>(string name, JsonTypeInfo<T> type, Func<T?, T?> change)
        where T : class
    {
        for (var attempt = 0; attempt < TryLimit; attempt++)
        {
            var document = await documents.Get(name);
            var before = document is null ? null : JsonSerializer.Deserialize(document.Body.Span, type);
            var after = change(before);
            if (after is null || after == before)
            {
                return before;
            }

            if (await documents.Put(name, document?.Version ?? 0, JsonSerializer.SerializeToUtf8Bytes(after, type)))
            {
                return after;
            }
        }

        throw new LedgerUnavailableException("Somebody else keeps changing the same verification.");
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(Verification))]
[JsonSerializable(typeof(ContactUse))]
[JsonSerializable(typeof(VerificationView))]
[JsonSerializable(typeof(OneTimeCodeRequest))]
[JsonSerializable(typeof(ResendRequest))]
internal sealed partial class VerificationJson : JsonSerializerContext;
