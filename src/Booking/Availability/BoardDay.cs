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

    /// <summary>The first start after <paramref name="minute"/> (minutes after midnight) with seats for all: all at one time, or at one time and the next; null when there is none.</summary>
    public Room? EarliestRoom(Channel channel, int minute, int people = 1)
    {
        if (FreeFor(channel) < people)
        {
            return null;
        }

        var free = channel == Channel.Web ? Slots.Web : Slots.Phone;
        for (var i = 0; i < free.Length; i++)
        {
            if (free[i] <= 0 || Slots.Starts[i] <= minute)
            {
                continue;
            }

            if (free[i] >= people)
            {
                return new Room(TimeOf(i), people, TimeOf(i));
            }

            if (i + 1 < free.Length && free[i] + free[i + 1] >= people && Slots.Starts[i + 1] - Slots.Starts[i] <= Room.MostMinutesApart)
            {
                return new Room(TimeOf(i), free[i], TimeOf(i + 1));
            }
        }

        return null;
    }

    private TimeOnly TimeOf(int slot) => TimeOnly.FromTimeSpan(TimeSpan.FromMinutes(Slots.Starts[slot]));
}

/// <summary>Seats side by side.</summary>
/// <param name="Here">How many are at the first time; the others are at the next.</param>
internal readonly record struct Room(TimeOnly Start, int Here, TimeOnly Next)
{
    /// <summary>Slots farther apart are not adjacent: nobody waits longer than this for the others.</summary>
    public const int MostMinutesApart = 30;

    /// <param name="person">From 0.</param>
    public TimeOnly StartOf(int person) => person < Here ? Start : Next;
}
