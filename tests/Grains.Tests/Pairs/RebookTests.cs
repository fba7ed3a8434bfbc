using Microsoft.Extensions.Time.Testing;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Pairs;
using WaitingRoom.Grains.Tests.Days;
using WaitingRoom.Grains.Tests.Writing;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Grains.Tests.Pairs;

/// <summary>Another pair in the place of a booked one, which is lost only once the other is booked.</summary>
public sealed class RebookTests : IAsyncLifetime
{
    private static readonly CodeId Code = new("0123456789abcdef0123456789abcdef");
    private static readonly DayId First = new("dresden", new DateOnly(2026, 3, 29));
    private static readonly DayId Second = new("dresden", new DateOnly(2026, 5, 10));
    private static readonly DayId Later = new("dresden", new DateOnly(2026, 5, 12));
    private static readonly IntervalRule SixWeeks = new(Version: 3, Doses: 2, MinDays: 42, MaxDays: 50);

    private readonly FakeTimeProvider time = new(Day.Eight);
    private readonly MemoryGrains grains;
    private readonly PairSaga saga;
    private Pair old = null!;

    public RebookTests()
    {
        grains = new MemoryGrains(new MemoryLedger(), time);
        saga = new PairSaga(grains);
    }

    public async Task InitializeAsync()
    {
        await grains.Ask(Code, new CodeCommand.Issue(OperationId.Derive("issue"), 1));
        foreach (var day in (DayId[])[First, Second, Later])
        {
            await grains.Ask(day, new DayCommand.AddSupply(OperationId.New(), "Europe/Berlin", [new SlotPlaces(Day.Nine, 1, 0)]));
        }

        var pair = new Pair(PairId.Derive("old"), "R", [LegOn(First, "old"), LegOn(Second, "old")], SixWeeks, Channel.Web, time.GetUtcNow().AddMinutes(10));
        await saga.Hold(Code, pair);
        old = Assert.IsType<PairOutcome.Booked>(await saga.Confirm(Code, pair.Id, new byte[] { 1 }, new byte[] { 2 })).Pair;
    }

    public async Task DisposeAsync() => await grains.DisposeAsync();

    [Fact]
    public async Task One_appointment_is_moved_and_the_other_is_kept()
    {
        var booked = Assert.IsType<PairOutcome.Booked>(await saga.Rebook(Code, old.Id, SecondMoved()));
        Assert.Equal([old.Legs[0].Appointment, LegOn(Later, "new").Appointment], booked.Pair.Legs.Select(l => l.Appointment));
        Assert.Equal((1, 0, 1), (await Booked(First), await Booked(Second), await Booked(Later)));
        var state = (await grains.Read(Code))!;
        Assert.Equal((PairPhase.Booked, "R", old.Id), (state.Phase, state.Pair!.Reference, state.SealedFor));
        Assert.Equal(PairEnd.Replaced, Assert.Single(state.Ended).End);
    }

    [Fact]
    public async Task Where_the_new_appointment_cannot_be_had_the_old_ones_stay()
    {
        await grains.Ask(Later, new DayCommand.Book(OperationId.Derive("x"), AppointmentId.Derive("somebody"), Day.Nine, Channel.Web));
        var refused = Assert.IsType<PairOutcome.LegRefused>(await saga.Rebook(Code, old.Id, SecondMoved()));
        Assert.Equal((1, typeof(DayOutcome.Full)), (refused.Leg, refused.Reason.GetType()));
        Assert.Equal((1, 1), (await Booked(First), await Booked(Second)));
        Assert.Equal((PairPhase.Booked, old.Id), ((await grains.Read(Code))!.Phase, (await grains.Read(Code))!.Pair!.Id));
        Assert.Equal(new PairOutcome.Ended(PairEnd.Failed), await saga.Rebook(Code, old.Id, SecondMoved()));
    }

    [Theory]
    [InlineData(typeof(DayCommand.Hold))]
    [InlineData(typeof(DayCommand.Book))]
    [InlineData(typeof(DayCommand.Free))]
    public async Task A_rebooking_whose_driver_was_lost_is_taken_up_and_finished(Type lost)
    {
        grains.Answer = (command, reply) => command.GetType() == lost ? Reply<DayOutcome>.Unknown.Instance : reply;
        await saga.Rebook(Code, old.Id, SecondMoved());
        Assert.True((await grains.Read(Code))!.IsUnfinished);
        Assert.Equal(1, await Booked(First));
        Assert.True(await Booked(Second) + await Booked(Later) >= 1);
        grains.Answer = static (_, reply) => reply;
        Assert.IsType<PairOutcome.Booked>(await saga.Resume(Code));
        Assert.Null(await saga.Resume(Code));
        Assert.Equal((1, 0, 1), (await Booked(First), await Booked(Second), await Booked(Later)));
    }

    [Fact]
    public async Task Said_twice_it_is_done_once_and_answered_alike()
    {
        var once = Assert.IsType<PairOutcome.Booked>(await saga.Rebook(Code, old.Id, SecondMoved()));
        var again = Assert.IsType<PairOutcome.Booked>(await saga.Rebook(Code, old.Id, SecondMoved()));
        Assert.Equal(once.Pair.Legs, again.Pair.Legs);
    }

    [Fact]
    public async Task One_appointment_less_is_a_rebooking_that_takes_nothing()
    {
        var less = old with { Id = PairId.Derive("less"), Legs = [old.Legs[1] with { Dose = 2 }] };
        var booked = Assert.IsType<PairOutcome.Booked>(await saga.Rebook(Code, old.Id, less));
        Assert.Equal((2, 0), (Assert.Single(booked.Pair.Legs).Dose, booked.Pair.Legs[0].Seat));
        Assert.Equal((0, 1), (await Booked(First), await Booked(Second)));
    }

    [Fact]
    public async Task A_date_that_breaks_the_interval_is_refused_before_anything_is_taken()
    {
        var before = (await grains.Read(Later))!.Version;
        var next = SecondMoved() with { Rule = SixWeeks with { MaxDays = 43 } };
        Assert.IsType<CodeOutcome.IntervalViolated>(Assert.IsType<PairOutcome.CodeRefused>(await saga.Rebook(Code, old.Id, next)).Reason);
        Assert.Equal(before, (await grains.Read(Later))!.Version);
    }

    [Fact]
    public async Task While_a_rebooking_is_unfinished_nobody_cancels_or_begins_another()
    {
        grains.Answer = static (command, reply) => command is DayCommand.Book ? Reply<DayOutcome>.Unknown.Instance : reply;
        await saga.Rebook(Code, old.Id, SecondMoved());
        Assert.IsType<CodeOutcome.OtherPair>(Assert.IsType<PairOutcome.CodeRefused>(await saga.Cancel(Code, old.Id)).Reason);
        Assert.IsType<CodeOutcome.OtherPair>(Assert.IsType<PairOutcome.CodeRefused>(await saga.Rebook(Code, old.Id, SecondMoved() with { Id = PairId.Derive("third") })).Reason);
    }

    [Fact]
    public async Task What_was_given_up_cools_for_everybody_but_its_person()
    {
        var back = time.GetUtcNow().AddMinutes(7);
        await saga.Rebook(Code, old.Id, SecondMoved(), back);
        var stranger = new DayCommand.Hold(OperationId.Derive("s"), AppointmentId.Derive("stranger"), Day.Nine, Channel.Web, time.GetUtcNow().AddMinutes(10));
        Assert.Equal(new DayOutcome.Full(1, null), await Say(Second, stranger));

        // They change their mind and go back.
        var home = SecondMoved() with { Id = PairId.Derive("home"), Legs = [old.Legs[0], LegOn(Second, "home")] };
        Assert.IsType<PairOutcome.Booked>(await saga.Rebook(Code, SecondMoved().Id, home, back));
        Assert.Equal((1, 1, 0), (await Booked(First), await Booked(Second), await Booked(Later)));

        // For everybody else the other seat is free once it has cooled.
        time.Advance(TimeSpan.FromMinutes(7));
        Assert.IsType<DayOutcome.Held>(await Say(Later, stranger));
    }

    [Fact]
    public async Task A_changed_contact_is_sealed_for_the_pair_that_is_booked_now()
    {
        await saga.Rebook(Code, old.Id, SecondMoved());
        var next = SecondMoved().Id;
        var changed = await grains.Ask(Code, new CodeCommand.ChangeContact(OperationId.Derive("c"), next, new byte[] { 3 }, new byte[] { 4 }));
        Assert.IsType<CodeOutcome.PairBooked>(Assert.IsType<Reply<CodeOutcome>.Done>(changed).Outcome);
        var state = (await grains.Read(Code))!;
        Assert.Equal((next, (byte)3), (state.SealedFor, state.SealedContact.Span[0]));
    }

    private static Leg LegOn(DayId day, string name) => new(day, Day.Nine, AppointmentId.Derive(name, day.ToString()), -1);

    private Pair SecondMoved() => new(PairId.Derive("new"), "R", [old.Legs[0], LegOn(Later, "new")], SixWeeks, Channel.Web, time.GetUtcNow().AddMinutes(10));

    private async Task<DayOutcome> Say(DayId day, DayCommand command) => Assert.IsType<Reply<DayOutcome>.Done>(await grains.Ask(day, command)).Outcome;

    private async Task<int> Booked(DayId day) => (await grains.Read(day))!.Appointments.Values.Count(a => a.IsBooked);
}
