namespace WaitingRoom.Chaos.Journal;

/// <summary>What citizens were told, and what they asked for without being told. Kept outside of what is tested; safe to call from anywhere.</summary>
internal sealed class ChaosJournal(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly List<long> tickets = [];
    private readonly List<long> admissions = [];
    private readonly Dictionary<string, BookingLog> bookings = [];
    private readonly HashSet<int> confirming = [];
    private readonly List<(DateTimeOffset At, int Node)> booked = [];
    private readonly List<string> contradictions = [];

    public int Booked
    {
        get
        {
            lock (gate)
            {
                return booked.Count;
            }
        }
    }

    /// <summary>Ticket numbers that were given to somebody.</summary>
    public IReadOnlyList<long> Tickets => Copy(tickets);

    /// <summary>Ticket numbers that were let in.</summary>
    public IReadOnlyList<long> Admissions => Copy(admissions);

    public IReadOnlyList<BookingLog> Bookings => Copy(bookings.Values);

    /// <summary>Answers that contradict each other, found while they came.</summary>
    public IReadOnlyList<string> Contradictions => Copy(contradictions);

    /// <summary>Citizens who confirmed and never heard how it ended, as of now.</summary>
    public int Confirming
    {
        get
        {
            lock (gate)
            {
                return confirming.Count;
            }
        }
    }

    public int ChangesInDoubt
    {
        get
        {
            lock (gate)
            {
                return bookings.Values.Count(booking => booking.InDoubt is not null);
            }
        }
    }

    public void Joined(long number)
    {
        lock (gate)
        {
            tickets.Add(number);
        }
    }

    public void Admitted(long number)
    {
        lock (gate)
        {
            admissions.Add(number);
        }
    }

    public void Confirms(int citizen)
    {
        lock (gate)
        {
            confirming.Add(citizen);
        }
    }

    /// <summary>Told for good that nothing was booked.</summary>
    public void NotBooked(int citizen)
    {
        lock (gate)
        {
            confirming.Remove(citizen);
        }
    }

    public BookingLog WasBooked(BookingLog booking)
    {
        lock (gate)
        {
            confirming.Remove(booking.Citizen);
            booking.At = time.GetUtcNow();
            booked.Add((booking.At, booking.Node));
            if (!bookings.TryAdd(booking.Reference, booking))
            {
                contradictions.Add($"The reference {booking.Reference} was given to citizens {bookings[booking.Reference].Citizen} and {booking.Citizen}.");
            }

            return booking;
        }
    }

    /// <param name="places">What there is to be instead; empty to cancel.</param>
    public void Changes(BookingLog booking, IReadOnlyList<string> places)
    {
        lock (gate)
        {
            booking.Asked(places);
        }
    }

    public void WasChanged(BookingLog booking, IReadOnlyList<string> places, int node)
    {
        lock (gate)
        {
            booking.Told(places);
            (booking.Node, booking.At) = (node, time.GetUtcNow());
        }
    }

    public void NotChanged(BookingLog booking)
    {
        lock (gate)
        {
            booking.Refused();
        }
    }

    /// <summary>Instants of acknowledged bookings since <paramref name="since"/>, in order.</summary>
    public IReadOnlyList<DateTimeOffset> BookedSince(DateTimeOffset since)
    {
        lock (gate)
        {
            return [.. booked.Where(one => one.At >= since).Select(one => one.At).Order()];
        }
    }

    /// <summary>Nodes that acknowledged a booking since <paramref name="since"/>.</summary>
    public IReadOnlySet<int> NodesSince(DateTimeOffset since)
    {
        lock (gate)
        {
            return booked.Where(one => one.At >= since).Select(one => one.Node).ToHashSet();
        }
    }

    private T[] Copy<T>(IReadOnlyCollection<T> items)
    {
        lock (gate)
        {
            return [.. items];
        }
    }
}
