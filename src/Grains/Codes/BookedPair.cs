using WaitingRoom.Grains.Identity;

namespace WaitingRoom.Grains.Codes;

/// <summary>What is kept beside a booking's reference: counts of these are what a change of the rules is previewed with.</summary>
/// <param name="First">The first appointment; the booking is live while this is.</param>
/// <param name="Rule">Version of the campaign it was chosen under.</param>
/// <param name="IntervalDays">Days between the doses; 0 for a single one.</param>
/// <param name="Age">In the calendar year of the first dose; null where it is not known.</param>
/// <param name="Batch">The batch of the code; null for a code given online.</param>
public sealed record BookedPair(AppointmentId First, string Vaccine, long Rule, int IntervalDays, int? Age, string? Batch)
{
    public static BookedPair Of(Pair pair, CodeOrigin? origin)
    {
        var (first, last) = (pair.Legs[0], pair.Legs[^1]);
        return new BookedPair(
            first.Appointment,
            first.Slot.Vaccine,
            pair.Rule.Version,
            last.Day.Date.DayNumber - first.Day.Date.DayNumber,
            origin?.BirthYear is { } year ? first.Day.Date.Year - year : null,
            origin?.Batch);
    }
}

/// <summary>How many live bookings are alike. Columns are null for bookings that were made before these were kept.</summary>
public sealed record BookedCount(string? Vaccine, long? Rule, int? IntervalDays, int? Age, long Bookings);
