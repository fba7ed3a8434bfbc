using System.Collections.Concurrent;
using WaitingRoom.Bench.Alternative;
using WaitingRoom.Bench.Load;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Pairs;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Bench.Core;

/// <summary>Makes one booking after another and remembers which seats it was promised.</summary>
internal sealed class CoreClient(CoreRun run, Calendar calendar, IGrains grains, TimeProvider time)
{
    private const int AppointmentPurpose = 10;
    private const int HoldPurpose = 20;
    private const int BookPurpose = 21;
    private const int PairPurpose = 22;
    private const int CodePurpose = 23;

    /// <summary>About what name, date of birth, mail address and telephone number are when sealed, and the key that opens them when wrapped.</summary>
    private static readonly byte[] SealedContact = new byte[160];
    private static readonly byte[] WrappedKey = new byte[60];
    private static readonly TimeSpan HoldTime = TimeSpan.FromMinutes(10);

    private readonly SeededIds ids = new(run.Seed);
    private readonly PairSaga saga = new(grains);

    /// <summary>Seats of acknowledged bookings: the proof compares them with the database, row by row.</summary>
    public ConcurrentBag<(DayId Day, SlotId Slot, int Seat)> Promised { get; } = [];

    public CodeId Code(long number) => new(ids.Id(number, CodePurpose).ToString("N"));

    public ValueTask<Attempt> Run(long number) => run.Work switch
    {
        CoreWork.Book => Book(number),
        CoreWork.HoldAndBook => HoldAndBook(number),
        _ => Pair(number),
    };

    private async ValueTask<Attempt> Book(long number)
    {
        var (day, slot) = (calendar.DayOf(number), calendar.SlotOf(number));
        var reply = await grains.Ask(day, new DayCommand.Book(Operation(number, BookPurpose), Appointment(number, 0), slot, Channel.Web));
        return Judge(reply, day, slot);
    }

    private async ValueTask<Attempt> HoldAndBook(long number)
    {
        var (day, slot, appointment) = (calendar.DayOf(number), calendar.SlotOf(number), Appointment(number, 0));
        var held = await grains.Ask(day, new DayCommand.Hold(Operation(number, HoldPurpose), appointment, slot, Channel.Web, time.GetUtcNow() + HoldTime));
        return held is Reply<DayOutcome>.Done { Outcome: DayOutcome.Held }
            ? Judge(await grains.Ask(day, new DayCommand.Book(Operation(number, BookPurpose), appointment, slot, Channel.Web)), day, slot)
            : Judge(held, day, slot);
    }

    private async ValueTask<Attempt> Pair(long number)
    {
        var first = calendar.FirstDayOf(number);
        var id = PairId.From(ids.Id(number, PairPurpose));
        Leg[] legs =
        [
            new(calendar.Days[first], calendar.SlotOf(number, 0), Appointment(number, 0), 0),
            new(calendar.Days[first + AlternativeRun.IntervalDays], calendar.SlotOf(number, 1), Appointment(number, 1), 0),
        ];
        var rule = new IntervalRule(1, legs.Length, AlternativeRun.IntervalDays, AlternativeRun.IntervalDays);
        var held = await saga.Hold(Code(number), new Pair(id, id.ToString(), legs, rule, Channel.Web, time.GetUtcNow() + HoldTime));
        return Judge(held is PairOutcome.Held ? await saga.Confirm(Code(number), id, SealedContact, WrappedKey) : held);
    }

    private Attempt Judge(Reply<DayOutcome> reply, DayId day, SlotId slot)
    {
        switch (reply)
        {
            case Reply<DayOutcome>.Done { Outcome: DayOutcome.Booked booked }:
                Promised.Add((day, slot, booked.Seat));
                return Attempt.Done;
            case Reply<DayOutcome>.Unknown:
                return Attempt.Failed;
            default:
                return Attempt.Refused;
        }
    }

    private Attempt Judge(PairOutcome outcome)
    {
        switch (outcome)
        {
            case PairOutcome.Booked booked:
                foreach (var leg in booked.Pair.Legs)
                {
                    Promised.Add((leg.Day, leg.Slot, leg.Seat));
                }

                return Attempt.Done;
            case PairOutcome.Unknown:
                return Attempt.Failed;
            default:
                return Attempt.Refused;
        }
    }

    private AppointmentId Appointment(long number, int leg) => AppointmentId.From(ids.Id(number, AppointmentPurpose + leg));

    private OperationId Operation(long number, int purpose) => OperationId.From(ids.Id(number, purpose));
}
