using System.Text.Json;

namespace WaitingRoom.Chaos.Checks;

/// <summary>
/// A centre-day folded from the ledger alone, by rules written anew for this check: who has which seat, and how many there are.
/// </summary>
internal sealed class DayBook(string day)
{
    private readonly Dictionary<Guid, Claim> claims = [];
    private readonly Dictionary<string, Capacity> slots = [];

    public string Day => day;

    /// <summary>Events so far.</summary>
    public long Version { get; private set; }

    public bool QuotaReturned { get; private set; }

    public IReadOnlyDictionary<Guid, Claim> Claims => claims;

    public IReadOnlyDictionary<string, Capacity> Slots => slots;

    public static IReadOnlyList<DayBook> Fold(IEnumerable<LedgerEntry> entries)
    {
        var days = new Dictionary<string, DayBook>();
        foreach (var entry in entries)
        {
            if (!days.TryGetValue(entry.Key, out var book))
            {
                days.Add(entry.Key, book = new DayBook(entry.Key));
            }

            book.Take(entry.Kind, entry.Read());
        }

        return [.. days.Values];
    }

    public void Take(string kind, JsonElement happened)
    {
        Version++;
        switch (kind)
        {
            case "supply-added/1":
                Change(happened, +1);
                break;
            case "supply-withdrawn/1":
                Change(happened, -1);
                break;
            case "seat-held/1":
                if (happened.TryGetProperty("former", out var former))
                {
                    claims.Remove(LedgerEntry.IdOf(former));
                }

                claims[IdOf(happened)] = Claim.Of(happened, isBooked: false);
                break;
            case "seat-booked/1":
                claims[IdOf(happened)] = Claim.Of(happened, isBooked: true);
                break;
            case "holds-expired/1":
                foreach (var expired in happened.GetProperty("appointments").EnumerateArray())
                {
                    claims.Remove(LedgerEntry.IdOf(expired));
                }

                break;
            case "seat-freed/1":
                Free(IdOf(happened), cools: happened.TryGetProperty("backAt", out _));
                break;
            case "phone-quota-returned/1":
                QuotaReturned = true;
                break;
            case "quota-return-set/1":
                QuotaReturned = false;
                break;
            case "hold-extended/1" or "day-closed/1" or "day-reopened/1":
                break;
            default:
                // Nobody changes capacities during a run. A fold that skipped what it does not know would find nothing.
                throw new InvalidDataException($"The check does not know {kind}.");
        }
    }

    private static Guid IdOf(JsonElement happened) => LedgerEntry.IdOf(happened.GetProperty("appointment"));

    /// <summary>A booked seat that is given back cools: it counts as held until it is anybody's. One that cools already goes on cooling.</summary>
    private void Free(Guid appointment, bool cools)
    {
        if (!claims.TryGetValue(appointment, out var claim) || claim.Cools)
        {
            return;
        }

        if (cools)
        {
            claims[appointment] = claim with { IsBooked = false, Cools = true };
        }
        else
        {
            claims.Remove(appointment);
        }
    }

    private void Change(JsonElement happened, int sign)
    {
        foreach (var places in happened.GetProperty("places").EnumerateArray())
        {
            var slot = places.GetProperty("slot").GetString()!;
            var had = slots.GetValueOrDefault(slot, new Capacity(0, 0));
            slots[slot] = new Capacity(had.Web + (sign * Number(places, "web")), had.Phone + (sign * Number(places, "phone")));
        }
    }

    private static int Number(JsonElement places, string member) => places.TryGetProperty(member, out var number) ? number.GetInt32() : 0;
}

/// <summary>Seats by channel.</summary>
internal sealed record Capacity(int Web, int Phone);

/// <summary>One person's claim on one seat.</summary>
/// <param name="Cools">Given back, and not anybody's yet.</param>
internal sealed record Claim(string Slot, int Seat, bool IsPhone, bool IsBooked, bool Cools = false)
{
    public static Claim Of(JsonElement happened, bool isBooked) => new(
        happened.GetProperty("slot").GetString()!,
        happened.GetProperty("seat").GetInt32(),
        happened.GetProperty("channel").GetString() == "phone",
        isBooked);
}
