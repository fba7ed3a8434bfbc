namespace WaitingRoom.Booking;

/// <summary>Limits of the citizens' path. Bound from the configuration section <c>Booking</c>.</summary>
public sealed class BookingOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Booking";

    /// <summary>A session ends after this long without a request: as long as the longest hold, so nobody loses a hold by thinking.</summary>
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>However busy, a session ends after this long: a place in the room is for one booking, not for the day.</summary>
    public TimeSpan SessionLongest { get; set; } = TimeSpan.FromHours(2);

    /// <summary>
    /// Codes a session may try in ten minutes. A person copies a code wrong two or three times (and the check character finds most of that), a
    /// household uses four codes.
    /// </summary>
    public int CodeTriesPerSession { get; set; } = 10;

    /// <summary>
    /// Codes an address may try in a minute. A mobile network puts thousands of people behind one address; at this rate a guesser still meets one of ten
    /// million issued codes less than once in ten years.
    /// </summary>
    public int CodeTriesPerAddress { get; set; } = 120;

    /// <summary>
    /// Well-formed codes that all sessions together may miss in a minute. At this rate a guesser with any number of sessions meets one of ten million issued
    /// codes about once in four years; honest slips are found by the check character before.
    /// </summary>
    public int CodeMissesOfAll { get; set; } = 600;

    /// <summary>For tests: makes the delays of seats that were given back repeat. Null: nobody can foretell them.</summary>
    public int? SeatsBackSeed { get; set; }

    /// <summary>Where people book by telephone; stands in the slot feed. 116117 is the number of the German campaign.</summary>
    public string CallCentrePhone { get; set; } = "116117";

    /// <summary>The waiting rooms that lead here: the appointments left are what people wait for there. Empty: every room.</summary>
    public IList<string> Rooms { get; } = [];
}
