using System.Globalization;
using Microsoft.Extensions.Logging;
using WaitingRoom.Booking.Availability;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Booking.Codes;
using WaitingRoom.Booking.Codes.Batches;
using WaitingRoom.Booking.Eligibility;
using WaitingRoom.Booking.Offers;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Campaigns;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Pairs;
using WaitingRoom.Grains.Waitlist;
using WaitingRoom.Web.Hosting;

namespace WaitingRoom.Booking.Waitlist;

/// <summary>
/// Offers what becomes free to whoever waits for it: by priority group, then by time. An offer is a hold under the person's own code, so it is booked like any other and nobody else can be offered
/// it; it ends by itself, and then the next is asked.
/// </summary>
internal sealed partial class WaitlistOffering(
    IGrains grains, PairSaga saga, IWaitlist list, IOutbox outbox, CampaignBook campaigns, AvailabilityBoard board, OfferSearch search, CoolingSeats cooling, CodeHashing hashing,
    BatchBook batches, TimeProvider time, ILogger<WaitlistOffering> log) : PeriodicService(Every, time, log)
{
    /// <summary>Whoever left two offers unused does not need a third.</summary>
    public const int MostMissed = 2;

    /// <summary>A second, as everywhere where people wait for something to become free.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>Entries read at once.</summary>
    private const int Page = 200;

    /// <summary>Offers tried for one person before the next is asked; each may be taken by somebody else meanwhile.</summary>
    private const int MostTries = 3;

    /// <summary>Without a change on the board the list is read again after this: groups open, holds end, people join.</summary>
    private static readonly TimeSpan AtLeastEvery = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim one = new(1);
    private (long Board, long Cooling) served = (-1, -1);
    private DateTimeOffset servedAt;

    /// <summary>One round over the list; one at a time. Also called by tests.</summary>
    internal async Task Round(CancellationToken cancellation = default)
    {
        await one.WaitAsync(cancellation);
        try
        {
            await Serve(cancellation);
        }
        finally
        {
            one.Release();
        }
    }

    public override void Dispose()
    {
        one.Dispose();
        base.Dispose();
    }

    private async Task Serve(CancellationToken cancellation)
    {
        if (!board.IsLoaded || await campaigns.Get() is not { } edition)
        {
            return;
        }

        var now = Time.GetUtcNow();
        foreach (var offered in await list.ReadOffered(Page, cancellation))
        {
            if (offered.Offer!.Until > now)
            {
                break;
            }

            await End(offered, now, cancellation);
        }

        if (!cooling.IsWatched && (await list.ReadWaiting(null, 1, cancellation)).Count > 0)
        {
            cooling.Watch();
        }

        var over = edition.Campaign.ContactsKeptUntil is { } last && DateOnly.FromDateTime(now.UtcDateTime) > last;
        var current = (board.Changes, cooling.Changes);
        if (!over && ((current == served && now - servedAt < AtLeastEvery) || !IsAnythingFree()))
        {
            return;
        }

        (served, servedAt) = (current, now);
        // Most want the same: where nothing was found once, the rest who want it need not search.
        var nothingFor = new HashSet<WaitlistWish>();
        WaitlistEntry? after = null;
        IReadOnlyList<WaitlistEntry> page;
        do
        {
            page = await list.ReadWaiting(after, Page, cancellation);
            foreach (var entry in page)
            {
                if (over)
                {
                    await list.Remove(entry.Code, cancellation);
                }
                else
                {
                    await Offer(entry, edition, nothingFor, now, cancellation);
                }
            }

            after = page.Count == 0 ? null : page[^1];
        }
        while (page.Count == Page);
    }

    protected override bool BeginsAtOnce => false;

    protected override Task RunRound(CancellationToken stopping) => Round(stopping);

    private async Task Offer(WaitlistEntry entry, CampaignEdition edition, HashSet<WaitlistWish> nothingFor, DateTimeOffset now, CancellationToken cancellation)
    {
        var wish = WaitlistWish.FromJson(entry.Wish);
        if (edition.Campaign.FindVaccine(wish.Vaccine) is not { } vaccine || nothingFor.Contains(Shared(wish)))
        {
            return;
        }

        var query = new OfferQuery(wish.Group, vaccine, wish.Postcode, wish.From, Channel.Web, wish.Until) { AlsoFree = cooling.Earliest };
        if (search.Find(query, edition).Offers.Count == 0)
        {
            nothingFor.Add(Shared(wish));
            return;
        }

        if (await grains.Read(entry.Code) is not { } state)
        {
            return;
        }

        if (state.IsBooked || await batches.IsRevoked(state.Origin))
        {
            await list.Remove(entry.Code, cancellation);
            return;
        }

        if (state.Phase is not (PairPhase.None or PairPhase.Held) || state.HoldsAt(now) || Standing.Refusal(state, Channel.Web, edition, now) is not null)
        {
            return;
        }

        var fitting = query with { BirthYears = state.Origin?.BirthYear is { } born ? [born] : [] };
        foreach (var offer in search.Find(fitting, edition).Offers.Take(MostTries))
        {
            if (await Hold(entry, offer, vaccine.RuleAt(edition.Version), now + edition.WaitlistOfferTime, now) is not { } held)
            {
                continue;
            }

            if (await list.Offer(entry.Code, new WaitlistOffer(held.Reference, held.HeldUntil), cancellation))
            {
                await outbox.Add(new Projection.MessageQueued(OperationId.Derive("waitlist-offer", held.Reference), WaitlistAuthor.Offered, held.Reference, now), cancellation);
                Offered(log, entry.Priority, held.HeldUntil);
            }

            return;
        }
    }

    private async Task<Pair?> Hold(WaitlistEntry entry, Offer offer, IntervalRule rule, DateTimeOffset until, DateTimeOffset now)
    {
        var id = PairId.Derive("waitlist-offer", entry.Code.Hash, now.UtcTicks.ToString(CultureInfo.InvariantCulture), string.Concat(offer.Legs.Select(leg => $"{leg.Centre.Id}/{leg.Date:O}/{leg.Slot}")));
        Leg[] legs = [.. offer.Legs.Select((leg, i) => new Leg(
            new DayId(leg.Centre.Id, leg.Date),
            SlotId.TryParse(leg.Slot, out var slot) ? slot : throw new InvalidOperationException($"{leg.Slot} was offered and is no slot."),
            AppointmentId.Derive(id.ToString(), "appointment", i.ToString(CultureInfo.InvariantCulture)),
            Seat: -1))];
        return await saga.Hold(entry.Code, new Pair(id, await hashing.ReferenceOf(id), legs, rule, Channel.Web, until), isOffer: true) is PairOutcome.Held held ? held.Pair : null;
    }

    /// <summary>An offer's time is over: it was used, it is being used, or the next is asked.</summary>
    private async Task End(WaitlistEntry entry, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await grains.Read(entry.Code) is not { } state || state.HoldsAt(now) || state.Phase is PairPhase.Booking or PairPhase.Undoing)
        {
            return;
        }

        if (state.IsBooked || entry.Missed + 1 >= MostMissed)
        {
            await list.Remove(entry.Code, cancellation);
        }
        else
        {
            await list.Return(entry.Code, entry.Offer!, now, cancellation);
        }
    }

    /// <summary>On a day that is sold out a long list is not read for nothing.</summary>
    private bool IsAnythingFree()
    {
        if (cooling.HasAny)
        {
            return true;
        }

        foreach (var centre in board.Centres)
        {
            foreach (var day in centre.From(DateOnly.MinValue))
            {
                foreach (var totals in day.Totals)
                {
                    if (totals.Web > 0)
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    /// <summary>What decides whether anything is found, whoever asks.</summary>
    private static WaitlistWish Shared(WaitlistWish wish) => wish with { Postcode = "", Standby = false, Language = "" };

    [LoggerMessage(Level = LogLevel.Information, Message = "Appointments were offered to somebody of priority {Priority} on the waiting list, held until {Until}.")]
    private static partial void Offered(ILogger log, int priority, DateTimeOffset until);
}
