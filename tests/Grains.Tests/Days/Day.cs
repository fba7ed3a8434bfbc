using System.Globalization;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;

namespace WaitingRoom.Grains.Tests.Days;

/// <summary>A centre-day to try rules on: says a command, folds what it led to, keeps what was answered.</summary>
internal sealed class Day
{
    public static readonly DateTimeOffset Eight = new(2026, 3, 28, 7, 0, 0, TimeSpan.Zero);

    public static readonly DayId Id = new("dresden", new DateOnly(2026, 3, 29));

    public static readonly SlotId Nine = new(new TimeOnly(9, 0), "comirnaty");

    private int operations;

    public Day(int web, int phone = 0) => Say(o => new DayCommand.AddSupply(o, "Europe/Berlin", [new SlotPlaces(Nine, web, phone)]));

    public DateTimeOffset Now { get; set; } = Eight;

    public DayState State { get; private set; } = DayAggregate.Instance.Empty(Id.Stream);

    public List<DayEvent> Events { get; } = [];

    public SlotState Slot => State.Slots[Nine];

    public static AppointmentId Who(int number) => AppointmentId.Derive("who", number.ToString(CultureInfo.InvariantCulture));

    public DayOutcome Say(Func<OperationId, DayCommand> command)
    {
        var decision = DayAggregate.Instance.Decide(State, command(OperationId.Derive((operations++).ToString(CultureInfo.InvariantCulture))), Now);
        foreach (var happened in decision.Decisive is { } decisive ? decision.Incidental.Append(decisive) : decision.Incidental)
        {
            Events.Add(happened);
            State = DayAggregate.Instance.Evolve(State, happened);
        }

        return decision.Outcome;
    }

    public DayOutcome Hold(int who, int minutes = 10, Channel channel = Channel.Web) => Say(o => new DayCommand.Hold(o, Who(who), Nine, channel, Now.AddMinutes(minutes)));

    public DayOutcome Book(int who, Channel channel = Channel.Web) => Say(o => new DayCommand.Book(o, Who(who), Nine, channel));

    public DayOutcome Free(int who, bool onlyIfHeld = false) => Say(o => new DayCommand.Free(o, Who(who), onlyIfHeld));
}
