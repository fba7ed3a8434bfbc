using WaitingRoom.Grains.Days;

namespace WaitingRoom.Booking.Availability;

/// <summary>One centre-day on the board. Immutable.</summary>
/// <param name="Version">The day's sequence; larger is newer.</param>
internal sealed record BoardDay(long Version, DayAvailability Availability)
{
    public DayId Day => Availability.Day;

    /// <summary>Sums by vaccine, made once per change because thousands of searches read them.</summary>
    public IReadOnlyList<VaccineTotals> Totals { get; } =
        [.. Availability.Vaccines.Select(v => new VaccineTotals(v, Availability.Closed ? 0 : v.Web.Sum(), Availability.Closed ? 0 : v.Phone.Sum(), v.Held.Sum(), v.Capacity.Sum()))];

    public VaccineTotals? Of(string vaccine)
    {
        foreach (var totals in Totals)
        {
            if (string.Equals(totals.Vaccine, vaccine, StringComparison.Ordinal))
            {
                return totals;
            }
        }

        return null;
    }
}

/// <summary>A day's seats of one vaccine, counted over its slots.</summary>
/// <param name="Web">Seats a citizen may hold now; 0 on a closed day.</param>
/// <param name="Phone">Seats an agent may hold now; 0 on a closed day.</param>
internal sealed record VaccineTotals(VaccineAvailability Slots, int Web, int Phone, int Held, int Capacity)
{
    public string Vaccine => Slots.Vaccine;

    public int FreeFor(Channel channel) => channel == Channel.Web ? Web : Phone;

    /// <summary>The first slot with a free seat that starts after <paramref name="minute"/> (minutes after midnight); null when there is none.</summary>
    public TimeOnly? EarliestFree(Channel channel, int minute)
    {
        if (FreeFor(channel) == 0)
        {
            return null;
        }

        var free = channel == Channel.Web ? Slots.Web : Slots.Phone;
        for (var i = 0; i < free.Length; i++)
        {
            if (free[i] > 0 && Slots.Starts[i] > minute)
            {
                return TimeOnly.FromTimeSpan(TimeSpan.FromMinutes(Slots.Starts[i]));
            }
        }

        return null;
    }
}
