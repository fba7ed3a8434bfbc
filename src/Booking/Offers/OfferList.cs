using WaitingRoom.Booking.Appointments;

namespace WaitingRoom.Booking.Offers;

/// <summary>What can be had now. Nothing of it is reserved.</summary>
/// <param name="Offers">At most <see cref="OfferSearch.MostOffers"/>, the earliest first dose first, nearer centres first among equals; one per centre and day.</param>
/// <param name="Nearest">The earliest at the nearest centre that has any; null when there is no offer.</param>
/// <param name="EarlierElsewhere">A farther centre has an earlier first dose than the nearest.</param>
/// <param name="Held">Seats that may come back.</param>
internal sealed record OfferList(string Vaccine, string Postcode, IReadOnlyList<Offer> Offers, Offer? Nearest, bool EarlierElsewhere, HeldSeats Held);

/// <param name="Legs">One or two, by the doses of the vaccine; ready to be sent to POST /booking/holds.</param>
/// <param name="Rank">1 for the nearest centre of the group, 2 for the next, ...; of the first dose.</param>
internal sealed record Offer(IReadOnlyList<OfferLeg> Legs, int Rank)
{
    /// <summary>The same for those who come along, one entry for each; null for one person alone.</summary>
    public IReadOnlyList<IReadOnlyList<OfferLeg>>? Beside { get; init; }
}

/// <param name="Time">On the centre's wall clock, HH:mm.</param>
/// <param name="Slot">HHmm-vaccine.</param>
internal sealed record OfferLeg(CentreView Centre, DateOnly Date, string Time, string Slot);

/// <summary>Seats that others hold and have not booked, and those that were given back a moment ago, of this vaccine at the centres of the group.</summary>
/// <param name="NextEndsAt">When the first of the holds runs out, unless it is booked; null when nobody holds anything. When a seat that was given back returns, nobody is told.</param>
/// <param name="NextEndsInMinutes">The same in whole minutes from now, rounded up.</param>
internal sealed record HeldSeats(int Seats, DateTimeOffset? NextEndsAt, int? NextEndsInMinutes);
