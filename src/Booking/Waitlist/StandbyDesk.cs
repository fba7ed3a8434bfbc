using System.Security.Cryptography;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Booking.Contacts;
using WaitingRoom.Booking.Offers;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Campaigns;
using WaitingRoom.Grains.Waitlist;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Booking.Waitlist;

/// <summary>
/// Doses left over at the end of the day: the centre calls whoever said that they would come at once, in the order of the waiting list, those to whom no centre of their group is nearer.
/// Whoever is being called is called by nobody else and offered nothing.
/// </summary>
internal sealed class StandbyDesk(IGrains grains, IWaitlist list, CampaignBook campaigns, ContactSeal seal, TimeProvider time)
{
    /// <summary>A call that nobody says the outcome of is over after this; the person is back on the list.</summary>
    public static readonly TimeSpan CallTime = TimeSpan.FromMinutes(30);

    private const string Kind = "standby-";

    /// <summary>Entries read at once.</summary>
    private const int Page = 200;

    /// <summary>Whether what an entry has is a call and not appointments.</summary>
    public static bool IsCall(WaitlistOffer offer) => offer.Reference.StartsWith(Kind, StringComparison.Ordinal);

    /// <summary>Who is next, and their number.</summary>
    public async Task<Answer<StandbyCall>> Call(string centreId, string? vaccine, CancellationToken cancellation)
    {
        if (await campaigns.Get() is not { } edition)
        {
            return Refusals.NotOpenYet();
        }

        if (edition.FindCentre(centreId) is not { } centre)
        {
            return WaitlistRefusals.CentreUnknown();
        }

        if (edition.Campaign.FindVaccine(vaccine ?? "") is null)
        {
            return Refusals.VaccineUnknown();
        }

        WaitlistEntry? after = null;
        IReadOnlyList<WaitlistEntry> page;
        do
        {
            page = await list.ReadWaiting(after, Page, cancellation);
            foreach (var entry in page)
            {
                if (IsFor(WaitlistWish.FromJson(entry.Wish), centre, vaccine!, edition) && await Take(entry, cancellation) is { } call)
                {
                    return call;
                }
            }

            after = page.Count == 0 ? null : page[^1];
        }
        while (page.Count == Page);
        return WaitlistRefusals.NobodyOnStandby();
    }

    /// <summary>What came of a call. Null when it is settled.</summary>
    /// <param name="call">As in the answer of <see cref="Call"/>.</param>
    /// <param name="stays">Nobody answered: back on the list, after the others of the same priority. Otherwise the person comes or does not want to be called any more.</param>
    public async Task<ProblemResult?> Settle(string call, bool stays, CancellationToken cancellation)
    {
        if (!call.StartsWith(Kind, StringComparison.Ordinal) || await list.FindOffer(call, cancellation) is not { } entry)
        {
            return WaitlistRefusals.CallUnknown();
        }

        var done = stays ? await list.Return(entry.Code, entry.Offer!, time.GetUtcNow(), cancellation) : await list.Remove(entry.Code, cancellation);
        return done ? null : WaitlistRefusals.CallUnknown();
    }

    private static bool IsFor(WaitlistWish wish, Centre centre, string vaccine, CampaignEdition edition) =>
        wish.Standby && wish.Vaccine == vaccine && wish.Group == centre.BookingGroup
        && edition.CentresOf(wish.Group).Select(other => Nearness.Between(wish.Postcode, other.Postcode)).Min().CompareTo(Nearness.Between(wish.Postcode, centre.Postcode)) == 0;

    private async Task<StandbyCall?> Take(WaitlistEntry entry, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (await grains.Read(entry.Code) is not { } state || state.IsBooked || state.HoldsAt(now)
            || (await seal.Open(entry.SealedContact, entry.WrappedKey, WaitlistDesk.SealedFor(entry.Code)))?.Contact.Phone is not { } phone)
        {
            return null;
        }

        var call = new WaitlistOffer(Kind + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), now + CallTime);
        return await list.Offer(entry.Code, call, cancellation) ? new StandbyCall(call.Reference, phone, entry.At, call.Until) : null;
    }
}

/// <summary>POST /centres/{centre}/standby/calls.</summary>
internal sealed record StandbyRequest(string? Vaccine);

/// <param name="Call">Names it when saying what came of it.</param>
/// <param name="Phone">Personal data: shown once to whoever calls, written nowhere.</param>
/// <param name="WaitingSince">Since when the person waits.</param>
/// <param name="Until">When the person is back on the list unless the outcome is said.</param>
internal sealed record StandbyCall(string Call, string Phone, DateTimeOffset WaitingSince, DateTimeOffset Until)
{
    public override string ToString() => Call;
}

/// <param name="Outcome">coming, declined or not-reached.</param>
internal sealed record StandbyOutcome(string? Outcome);
