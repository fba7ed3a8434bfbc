using System.Text;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;

namespace WaitingRoom.Simulation.Tests.Days;

/// <summary>A day's availability is written straight from its state; the record that readers use says what it has to look like.</summary>
public sealed class AvailabilityJsonTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 7, 30, 0, 250, TimeSpan.Zero);
    private static readonly DayId Day = new("messe-süd", new DateOnly(2026, 3, 29));
    private static readonly SlotId Nine = new(new TimeOnly(9, 0), "comirnaty");

    [Fact]
    public void A_held_seat_is_written_as_readers_know_it()
    {
        const string expected = """
            {"day":"messe-s\u00FCd/2026-03-29","zone":"Europe/Berlin","closed":false,"nextHoldEnds":"2026-03-01T07:40:00.25+00:00","vaccines":[{"vaccine":"comirnaty","starts":[540],"web":[1],"phone":[1],"held":[1],"capacity":[3]}]}
            """;
        var state = Say(Say(Empty(), Supply("a", Nine)), Hold(Nine));
        Assert.Equal(expected, Text(DayAvailability.JsonOf(state)));
    }

    [Fact]
    public void What_is_written_is_the_record_that_is_read()
    {
        var late = new SlotId(new TimeOnly(17, 50), "comirnaty");
        var other = new SlotId(new TimeOnly(8, 10), "vaxzevria");
        var first = new SlotId(new TimeOnly(10, 0), "Spikevax");
        var state = Agreed(Empty());
        foreach (var slot in (SlotId[])[other, Nine, late, first])
        {
            state = Agreed(Say(state, Supply(slot.ToString(), slot)));
        }

        state = Agreed(Say(state, Hold(Nine)));
        state = Agreed(Say(state, new DayCommand.Book(OperationId.Derive("book"), AppointmentId.Derive("a"), Nine, Channel.Web)));
        state = Agreed(Say(state, Hold(other)));
        state = Agreed(Say(state, new DayCommand.SetQuotaReturn(OperationId.Derive("return"), Now.AddMinutes(-1))));
        state = Agreed(Say(state, new DayCommand.Close(OperationId.Derive("close"))));
        Assert.True(state.QuotaReturned && state.Closed && state.Slots[Nine].Booked == 1 && state.Slots[other].Held == 1);
    }

    private static DayState Empty() => DayAggregate.Instance.Empty(Day.Stream);

    private static DayCommand.AddSupply Supply(string name, SlotId slot) => new(OperationId.Derive(name), "Europe/Berlin", [new SlotPlaces(slot, 2, 1)]);

    private static DayCommand.Hold Hold(SlotId slot) =>
        new(OperationId.Derive("hold", slot.ToString()), AppointmentId.Derive(slot == Nine ? "a" : "b"), slot, Channel.Web, Now.AddMinutes(10));

    private static DayState Say(DayState state, DayCommand command)
    {
        var decision = DayAggregate.Instance.Decide(state, command, Now);
        Assert.NotNull(decision.Decisive);
        return decision.Incidental.Append(decision.Decisive).Aggregate(state, DayAggregate.Instance.Evolve);
    }

    private static DayState Agreed(DayState state)
    {
        Assert.Equal(Text(DayAvailability.Of(state).ToJson()), Text(DayAvailability.JsonOf(state)));
        return state;
    }

    private static string Text(ReadOnlyMemory<byte> json) => Encoding.UTF8.GetString(json.Span);
}
