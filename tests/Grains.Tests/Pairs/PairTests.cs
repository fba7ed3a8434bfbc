using Microsoft.Extensions.Time.Testing;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Pairs;
using WaitingRoom.Grains.Tests.Days;
using WaitingRoom.Grains.Tests.Writing;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Grains.Tests.Pairs;

/// <summary>Both appointments or neither.</summary>
public sealed class PairTests : IAsyncLifetime
{
    private static readonly CodeId Code = new("0123456789abcdef0123456789abcdef");
    private static readonly DayId First = new("dresden", new DateOnly(2026, 3, 29));
    private static readonly DayId Second = new("dresden", new DateOnly(2026, 5, 10));
    private static readonly IntervalRule SixWeeks = new(Version: 3, Doses: 2, MinDays: 42, MaxDays: 42);

    private readonly FakeTimeProvider time = new(Day.Eight);
    private readonly MemoryGrains grains;
    private readonly PairSaga saga;

    public PairTests()
    {
        grains = new MemoryGrains(new MemoryLedger(), time);
        saga = new PairSaga(grains);
    }

    public async Task InitializeAsync()
    {
        await grains.Ask(Code, new CodeCommand.Issue(OperationId.Derive("issue"), 1));
        await Publish(First, 1);
        await Publish(Second, 1);
    }

    public async Task DisposeAsync() => await grains.DisposeAsync();

    [Fact]
    public async Task A_pair_is_held_and_booked_on_both_days()
    {
        var pair = PairOf("a");
        var held = Assert.IsType<PairOutcome.Held>(await saga.Hold(Code, pair));
        Assert.Equal([0, 0], held.Pair.Legs.Select(l => l.Seat));
        Assert.IsType<PairOutcome.Booked>(await Confirm(pair));
        Assert.Equal((1, 1), (await Booked(First), await Booked(Second)));
    }

    [Fact]
    public async Task Where_the_second_appointment_cannot_be_had_neither_is_taken()
    {
        await Fill(Second);
        var refused = Assert.IsType<PairOutcome.LegRefused>(await saga.Hold(Code, PairOf("a")));
        Assert.Equal(1, refused.Leg);
        Assert.IsType<DayOutcome.Full>(refused.Reason);
        Assert.Empty((await grains.Read(First))!.Appointments);
        Assert.Equal(PairPhase.None, (await grains.Read(Code))!.Phase);
    }

    [Fact]
    public async Task Where_the_second_seat_is_lost_between_hold_and_confirmation_neither_is_booked()
    {
        var pair = PairOf("a");
        await saga.Hold(Code, pair);
        time.Advance(TimeSpan.FromMinutes(11));
        await Fill(Second);
        Assert.Equal(1, Assert.IsType<PairOutcome.LegRefused>(await Confirm(pair)).Leg);
        Assert.Equal((0, 1), (await Booked(First), await Booked(Second)));
        Assert.Equal(PairPhase.None, (await grains.Read(Code))!.Phase);
        Assert.Equal(new PairOutcome.Ended(PairEnd.Failed), await Confirm(pair));
    }

    [Fact]
    public async Task A_hold_that_ran_out_is_taken_again_by_the_confirmation()
    {
        var pair = PairOf("a");
        await saga.Hold(Code, pair);
        time.Advance(TimeSpan.FromMinutes(11));
        Assert.IsType<PairOutcome.Booked>(await Confirm(pair));
        Assert.Equal((1, 1), (await Booked(First), await Booked(Second)));
    }

    [Fact]
    public async Task The_interval_rule_that_a_pair_was_taken_under_is_recorded_and_judges_it_whatever_the_rule_is_now()
    {
        var pair = PairOf("a");
        var held = Assert.IsType<PairOutcome.Held>(await saga.Hold(Code, pair));
        Assert.Equal(SixWeeks, held.Pair.Rule);
        // The campaign now says four weeks: a new pair of 42 days is refused by it, the held one is booked under its own.
        var newer = new IntervalRule(Version: 4, Doses: 2, MinDays: 28, MaxDays: 28);
        var refused = Assert.IsType<PairOutcome.CodeRefused>(await saga.Hold(Code, PairOf("b") with { Rule = newer }));
        Assert.Equal(new CodeOutcome.IntervalViolated(newer), refused.Reason);
        var booked = Assert.IsType<PairOutcome.Booked>(await Confirm(pair));
        Assert.Equal(SixWeeks, booked.Pair.Rule);
    }

    [Theory]
    [InlineData(41, false)]
    [InlineData(42, true)]
    [InlineData(43, false)]
    public void An_interval_counts_calendar_days(int days, bool allowed)
    {
        var second = new DayId("leipzig", First.Date.AddDays(days));
        Assert.Equal(allowed, SixWeeks.Allows([LegOn(First, "x"), LegOn(second, "y")]));
    }

    [Fact]
    public void A_rule_refuses_too_few_doses_and_mixed_vaccines()
    {
        Assert.False(SixWeeks.Allows([LegOn(First, "x")]));
        Assert.False(SixWeeks.Allows([LegOn(First, "x"), LegOn(Second, "y") with { Slot = new SlotId(Day.Nine.Start, "spikevax") }]));
    }

    [Fact]
    public async Task Saying_it_twice_books_once_and_is_answered_alike()
    {
        var pair = PairOf("a");
        Assert.Equal(Legs(await saga.Hold(Code, pair)), Legs(await saga.Hold(Code, pair)));
        Assert.Equal(Legs(await Confirm(pair)), Legs(await Confirm(pair)));
        Assert.Equal((1, 1), (await Booked(First), await Booked(Second)));
    }

    [Fact]
    public async Task A_late_repeat_of_a_hold_leaves_the_booking_that_came_of_it()
    {
        var pair = PairOf("a");
        await saga.Hold(Code, pair);
        await Confirm(pair);
        Assert.IsType<PairOutcome.Booked>(await saga.Hold(Code, pair));
        Assert.Equal((1, 1), (await Booked(First), await Booked(Second)));
    }

    [Fact]
    public async Task A_late_repeat_of_a_hold_that_hears_busy_leaves_the_booking_that_came_of_it()
    {
        var pair = PairOf("a");
        await saga.Hold(Code, pair);
        await Confirm(pair);
        grains.Answer = static (command, reply) => command is DayCommand.Hold ? Reply<DayOutcome>.Busy.Instance : reply;
        Assert.IsType<PairOutcome.Busy>(await saga.Hold(Code, pair));
        Assert.Equal((1, 1), (await Booked(First), await Booked(Second)));
    }

    [Fact]
    public async Task A_booking_whose_driver_was_lost_is_taken_up_and_finished()
    {
        var pair = PairOf("a");
        await saga.Hold(Code, pair);
        grains.Answer = static (command, reply) => command is DayCommand.Book ? Reply<DayOutcome>.Unknown.Instance : reply;
        Assert.IsType<PairOutcome.Unknown>(await Confirm(pair));
        Assert.Equal(PairPhase.Booking, (await grains.Read(Code))!.Phase);
        grains.Answer = static (_, reply) => reply;
        Assert.IsType<PairOutcome.Booked>(await saga.Resume(Code));
        Assert.Null(await saga.Resume(Code));
        Assert.Equal((1, 1), (await Booked(First), await Booked(Second)));
    }

    [Fact]
    public async Task Cancelling_frees_both_seats_for_others_and_a_late_confirmation_does_not_bring_them_back()
    {
        var pair = PairOf("a");
        await saga.Hold(Code, pair);
        await Confirm(pair);
        Assert.Equal(new PairOutcome.Ended(PairEnd.Cancelled), await saga.Cancel(Code, pair.Id));
        Assert.Equal(new PairOutcome.Ended(PairEnd.Cancelled), await Confirm(pair));
        Assert.Equal((0, 0), (await Booked(First), await Booked(Second)));
        Assert.IsType<PairOutcome.Held>(await saga.Hold(Code, PairOf("b")));
    }

    [Fact]
    public async Task A_released_pair_cannot_be_confirmed()
    {
        var pair = PairOf("a");
        await saga.Hold(Code, pair);
        Assert.Equal(new PairOutcome.Ended(null), await saga.Release(Code, pair.Id));
        Assert.IsType<CodeOutcome.NoSuchPair>(Assert.IsType<PairOutcome.CodeRefused>(await Confirm(pair)).Reason);
        Assert.Empty((await grains.Read(First))!.Appointments);
    }

    [Fact]
    public async Task Extending_moves_both_holds_and_what_the_code_knows()
    {
        var pair = PairOf("a");
        await saga.Hold(Code, pair);
        var until = time.GetUtcNow().AddMinutes(20);
        var held = Assert.IsType<PairOutcome.Held>(await saga.Extend(Code, pair.Id, OperationId.Derive("x"), until));
        Assert.Equal(until, held.Pair.HeldUntil);
        time.Advance(TimeSpan.FromMinutes(15));
        await grains.Ask(First, new DayCommand.Tick());
        Assert.Single((await grains.Read(First))!.Appointments);
    }

    [Fact]
    public async Task A_guessed_code_takes_no_seat_and_a_code_has_one_pair()
    {
        var stranger = new CodeId("ffff");
        Assert.IsType<CodeOutcome.UnknownCode>(Assert.IsType<PairOutcome.CodeRefused>(await saga.Hold(stranger, PairOf("a"))).Reason);
        Assert.Equal(1, (await grains.Read(First))!.Version);
        await Publish(First, 1);
        await Publish(Second, 1);
        await saga.Hold(Code, PairOf("a"));
        Assert.IsType<CodeOutcome.OtherPair>(Assert.IsType<PairOutcome.CodeRefused>(await saga.Hold(Code, PairOf("b"))).Reason);
        Assert.Single((await grains.Read(First))!.Appointments);
    }

    private static Leg LegOn(DayId day, string name) => new(day, Day.Nine, AppointmentId.Derive(name, day.ToString()), -1);

    private static string Legs(PairOutcome outcome) => outcome switch
    {
        PairOutcome.Held held => "held " + string.Join(',', held.Pair.Legs),
        PairOutcome.Booked booked => "booked " + string.Join(',', booked.Pair.Legs),
        _ => outcome.ToString(),
    };

    private Pair PairOf(string name) =>
        new(PairId.Derive(name), "R" + name, [LegOn(First, name), LegOn(Second, name)], SixWeeks, Channel.Web, time.GetUtcNow().AddMinutes(10));

    private Task<PairOutcome> Confirm(Pair pair) => saga.Confirm(Code, pair.Id, new byte[] { 1 }, new byte[] { 2 });

    private Task<Reply<DayOutcome>> Publish(DayId day, int places) =>
        grains.Ask(day, new DayCommand.AddSupply(OperationId.New(), "Europe/Berlin", [new SlotPlaces(Day.Nine, places, 0)]));

    private Task<Reply<DayOutcome>> Fill(DayId day) => grains.Ask(day, new DayCommand.Book(OperationId.Derive("fill"), AppointmentId.Derive("somebody"), Day.Nine, Channel.Web));

    private async Task<int> Booked(DayId day) => (await grains.Read(day))!.Appointments.Values.Count(a => a.IsBooked);
}
