using WaitingRoom.Booking.Sessions;
using WaitingRoom.Grains.Campaigns;

namespace WaitingRoom.Bench.Day;

/// <summary>Somebody who would like to be vaccinated.</summary>
internal sealed class Person(int number, BookingSession session, Vaccine vaccine, string postcode, bool dropsOut, bool cancels)
{
    public int Number => number;

    public BookingSession Session => session;

    public Vaccine Vaccine => vaccine;

    public string Postcode => postcode;

    public bool DropsOut => dropsOut;

    public bool Cancels => cancels;

    /// <summary>Holds tried so far; each has a key of its own.</summary>
    public int Tries { get; set; }

    /// <summary>What was seen last; what is chosen comes from there.</summary>
    public Booking.Offers.OfferList? Seen { get; set; }

    public Booking.Appointments.PairView? Held { get; set; }
}
