using System.Globalization;
using WaitingRoom.Booking.Appointments;
using WaitingRoom.Booking.Availability;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Grains.Campaigns;
using WaitingRoom.Grains.Days;

namespace WaitingRoom.Booking.Offers;

/// <param name="Group">Booking group of the code.</param>
/// <param name="From">First date of the first dose; null for now.</param>
/// <param name="Until">Last date of any dose; null for any.</param>
internal sealed record OfferQuery(int Group, Vaccine Vaccine, string Postcode, DateOnly? From, Channel Channel, DateOnly? Until = null)
{
    /// <summary>How many want to sit side by side.</summary>
    public int People { get; init; } = 1;

    /// <summary>Of those it is for, where it is known.</summary>
    public IReadOnlyList<int> BirthYears { get; init; } = [];

    /// <summary>More free seats than the board shows: the earliest slot of a day and vaccine after a minute of the day; null for none but the board's. For one person.</summary>
    public Func<DayId, string, int, TimeOnly?>? AlsoFree { get; init; }

    /// <summary>Whether the vaccine may be begun on that day at the age of everybody it is for.</summary>
    public bool MayBeginOn(DateOnly first)
    {
        foreach (var year in BirthYears)
        {
            if (!Vaccine.IsForAge(first.Year - year))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>Finds the earliest pairs on the board. Reads memory only, asks no grain and reserves nothing.</summary>
internal sealed class OfferSearch(AvailabilityBoard board, TimeProvider time)
{
    /// <summary>As many as a phone shows in three screens.</summary>
    public const int MostOffers = 10;

    public OfferList Find(OfferQuery query, CampaignEdition edition)
    {
        var now = time.GetUtcNow();
        var lanes = edition.CentresOf(query.Group)
            .OrderBy(centre => Nearness.Between(query.Postcode, centre.Postcode)).ThenBy(centre => centre.Id, StringComparer.Ordinal)
            .Select((centre, i) => Lane.Of(centre, i, board, query, now))
            .ToArray();
        var found = Array.ConvertAll(lanes, lane => SameCentre(lane, query));
        if (query.Vaccine.Doses == 2 && Array.TrueForAll(found, list => list.Count == 0))
        {
            // Only where nobody can have both doses at one centre is anybody sent to two.
            found = Array.ConvertAll(lanes, lane => TwoCentres(lane, lanes, query));
        }

        // Within a lane dates ascend and lanes are ordered by nearness, so a stable sort by date alone leaves nearer centres first.
        var offers = found.SelectMany(list => list).OrderBy(pair => pair.First.Date).Take(MostOffers).ToArray();
        var nearest = found.Where(list => list.Count > 0).Select(list => list[0]).FirstOrDefault();
        return new OfferList(
            query.Vaccine.Id,
            query.Postcode,
            [.. offers.Select(pair => pair.ToOffer(query))],
            nearest?.ToOffer(query),
            nearest is not null && offers[0].First.Date < nearest.First.Date,
            HeldAt(lanes, now));
    }

    private static List<Found> SameCentre(Lane lane, OfferQuery query)
    {
        var vaccine = query.Vaccine;
        var pairs = new List<Found>();
        var second = 0;
        for (var first = 0; first < lane.Free.Count && pairs.Count < MostOffers; first++)
        {
            if (!query.MayBeginOn(lane.Free[first].Date))
            {
                continue;
            }

            if (vaccine.Doses == 1)
            {
                pairs.Add(new Found(lane, lane.Free[first], null, null));
                continue;
            }

            var (earliest, latest) = Window(lane.Free[first].Date, vaccine);
            while (second < lane.Free.Count && lane.Free[second].Date < earliest)
            {
                second++;
            }

            if (second < lane.Free.Count && lane.Free[second].Date <= latest)
            {
                pairs.Add(new Found(lane, lane.Free[first], lane, lane.Free[second]));
            }
        }

        return pairs;
    }

    private static List<Found> TwoCentres(Lane lane, Lane[] lanes, OfferQuery query)
    {
        var pairs = new List<Found>();
        foreach (var first in lane.Free)
        {
            if (pairs.Count == MostOffers)
            {
                break;
            }

            if (!query.MayBeginOn(first.Date))
            {
                continue;
            }

            var (earliest, latest) = Window(first.Date, query.Vaccine);
            Found? best = null;
            foreach (var other in lanes)
            {
                if (other != lane && other.FirstFrom(earliest) is { } second && second.Date <= latest && (best is null || second.Date < best.Second!.Date))
                {
                    best = new Found(lane, first, other, second);
                }
            }

            if (best is not null)
            {
                pairs.Add(best);
            }
        }

        return pairs;
    }

    /// <summary>Dates that keep the interval; two doses are never given on one day, whatever a rule says.</summary>
    private static (DateOnly Earliest, DateOnly Latest) Window(DateOnly first, Vaccine vaccine) =>
        (first.AddDays(Math.Max(1, vaccine.MinDays)), first.AddDays(vaccine.MaxDays));

    private static HeldSeats HeldAt(Lane[] lanes, DateTimeOffset now)
    {
        var seats = lanes.Sum(lane => lane.Held);
        var next = seats == 0 ? null : lanes.Min(lane => lane.NextHoldEnds);
        return new HeldSeats(seats, next, next is { } at ? Math.Max(0, (int)Math.Ceiling((at - now).TotalMinutes)) : null);
    }

    /// <summary>A day with free seats and the first start at which there are enough.</summary>
    private sealed record FreeDay(DateOnly Date, Room Room);

    private sealed record Found(Lane At, FreeDay First, Lane? SecondAt, FreeDay? Second)
    {
        public Offer ToOffer(OfferQuery query) => new(Legs(query.Vaccine, person: 0), At.Rank + 1)
        {
            Beside = query.People == 1 ? null : [.. Enumerable.Range(1, query.People - 1).Select(person => Legs(query.Vaccine, person))],
        };

        private OfferLeg[] Legs(Vaccine vaccine, int person) =>
            Second is null ? [Leg(At, First, vaccine, person)] : [Leg(At, First, vaccine, person), Leg(SecondAt!, Second, vaccine, person)];

        private static OfferLeg Leg(Lane lane, FreeDay day, Vaccine vaccine, int person)
        {
            var start = day.Room.StartOf(person);
            return new(CentreView.Of(lane.Centre), day.Date, start.ToString("HH:mm", CultureInfo.InvariantCulture), new SlotId(start, vaccine.Id).ToString());
        }
    }

    /// <summary>What one centre has of the vaccine from the first wanted date on.</summary>
    private sealed record Lane(Centre Centre, int Rank, List<FreeDay> Free, int Held, DateTimeOffset? NextHoldEnds)
    {
        public static Lane Of(Centre centre, int rank, AvailabilityBoard board, OfferQuery query, DateTimeOffset now)
        {
            var local = TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(centre.Zone)).DateTime;
            var today = DateOnly.FromDateTime(local);
            var from = query.From > today ? query.From.Value : today;
            var free = new List<FreeDay>();
            var (held, next) = (0, (DateTimeOffset?)null);
            foreach (var day in board.Find(centre.Id) is { } days ? days.From(from) : [])
            {
                if (day.Day.Date > query.Until)
                {
                    break;
                }

                if (day.Of(query.Vaccine.Id) is not { } totals)
                {
                    continue;
                }

                var minute = day.Day.Date == today ? (int)local.TimeOfDay.TotalMinutes : -1;
                var seats = totals.EarliestRoom(query.Channel, minute, query.People);
                if (query.AlsoFree?.Invoke(day.Day, query.Vaccine.Id, minute) is { } also && !(seats?.Start <= also))
                {
                    seats = new Room(also, 1, also);
                }

                if (seats is { } room)
                {
                    free.Add(new FreeDay(day.Day.Date, room));
                }

                if (totals.Held > 0)
                {
                    held += totals.Held;
                    next = next < day.Availability.NextHoldEnds ? next : day.Availability.NextHoldEnds ?? next;
                }
            }

            return new Lane(centre, rank, free, held, next);
        }

        public FreeDay? FirstFrom(DateOnly date)
        {
            foreach (var day in Free)
            {
                if (day.Date >= date)
                {
                    return day;
                }
            }

            return null;
        }
    }
}
