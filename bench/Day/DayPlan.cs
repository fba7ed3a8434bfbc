namespace WaitingRoom.Bench.Day;

/// <summary>What people do on the day on which booking opens. All instants are of the simulated clock.</summary>
/// <param name="People">Who would like to book; each has a code.</param>
/// <param name="SearchesEach">How often each of them looks before choosing.</param>
/// <param name="PhonePercent">People in a hundred for whom an agent books (19.4 in 2021).</param>
/// <param name="DropOutPercent">People in a hundred who hold and never confirm.</param>
/// <param name="CancelPercent">People in a hundred who cancel later that day.</param>
/// <param name="SeatsEach">The deliveries are scaled so that there are so many seats for each person; 0 leaves them as they were.</param>
internal sealed record DayPlan(int People, int SearchesEach, int PhonePercent, int DropOutPercent, int CancelPercent, double SeatsEach, int Seed)
{
    /// <summary>The opening, a Thursday, by the centres' clock; the first appointments are on the next day.</summary>
    public static readonly DateOnly Date = new(2021, 4, 1);

    public static readonly DateTimeOffset Opens = new(2021, 4, 1, 6, 0, 0, TimeSpan.Zero);

    /// <summary>From eight in the morning to eight in the evening, so that the phone share has returned in the end.</summary>
    public const int Seconds = 12 * 3600;

    /// <summary>Deliveries that are published: both doses of every vaccine lie within.</summary>
    public const int DeliveryDays = 100;
}
