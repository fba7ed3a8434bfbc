using WaitingRoom.Booking.Appointments;
using WaitingRoom.Booking.Contacts;
using WaitingRoom.Booking.Managing;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Booking.Privacy;

/// <summary>All that is stored about the person of a booking, for that person (GDPR, articles 15 and 20).</summary>
internal sealed class OwnData(BookingDesk desk, IReadModels readModels, ContactSeal seal, TimeProvider time)
{
    public async Task<Answer<OwnDataView>> Read(BookingSession session, string reference, CancellationToken cancellation)
    {
        var answer = await desk.Fact(session, reference);
        if (!answer.IsGiven(out var known, out var refusal))
        {
            return refusal;
        }

        var (fact, edition) = known;
        var content = !fact.SealedContact.IsEmpty && await readModels.FindContactKey(fact.Pair.Reference, cancellation) is { } key
            ? await seal.Open(fact.SealedContact, key, fact.SealedFor)
            : null;
        return new OwnDataView(
            time.GetUtcNow(),
            fact.Pair.Reference,
            fact.Status,
            fact.Since,
            PairViews.Of(fact.Pair, fact.Status, fact.Since, edition).Legs,
            [.. fact.Earlier.Select(earlier => new EarlierView(earlier.At, PairViews.LegsOf(earlier.Pair!.Legs, edition)))],
            content is null ? null : new OwnContactView(content.Contact.Name, content.Contact.Email, content.Contact.Phone, content.Contact.Address, content.Language),
            edition.Campaign.ContactsKeptUntil);
    }
}

/// <param name="Earlier">What was booked under the same reference before, the oldest first.</param>
/// <param name="Contact">Null when it was destroyed.</param>
/// <param name="ContactKeptUntil">The last day on which the contact data can be read; null while the campaign has not named one.</param>
internal sealed record OwnDataView(
    DateTimeOffset ExportedAt,
    string Reference,
    PairStatus Status,
    DateTimeOffset Since,
    IReadOnlyList<LegView> Appointments,
    IReadOnlyList<EarlierView> Earlier,
    OwnContactView? Contact,
    DateOnly? ContactKeptUntil);

/// <param name="Until">When other appointments took the place of these.</param>
internal sealed record EarlierView(DateTimeOffset Until, IReadOnlyList<LegView> Appointments);

/// <param name="Language">In which messages are written.</param>
internal sealed record OwnContactView(string Name, string? Email, string? Phone, string? Address, string Language)
{
    public override string ToString() => nameof(OwnContactView);
}
