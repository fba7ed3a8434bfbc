using WaitingRoom.Grains;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Writing;
using Xunit;

namespace WaitingRoom.Conformance;

/// <summary>What every host promises of <see cref="IGrains"/>. A concern derives from it, and each host derives once from each concern.</summary>
public abstract class GrainsSuite
{
    protected const string Zone = "Europe/Berlin";

    protected static readonly SlotId Slot = new(new TimeOnly(8, 0), "comirnaty");

    private static int days;

    /// <summary>The hosts, started once for all tests of a host.</summary>
    protected abstract GrainHosts Hosts { get; }

    protected IGrains Here => Hosts.Here;

    protected IGrains There => Hosts.There;

    /// <summary>A day that no other test uses; years ahead, so that no slot is past.</summary>
    protected DayId NewDay() => new($"{GetType().Name.ToLowerInvariant()}-{Interlocked.Increment(ref days)}", new DateOnly(2040, 1, 1));

    protected async Task<DayId> NewDay(int web, int phone = 0)
    {
        var day = NewDay();
        await Supply(day, web, phone);
        return day;
    }

    protected async Task Supply(DayId day, int web, int phone = 0) =>
        Assert.IsType<DayOutcome.SupplyAdded>(await Settle(Here, day, new DayCommand.AddSupply(OperationId.New(), Zone, [new SlotPlaces(Slot, web, phone)])));

    /// <summary>Asks until somebody knows, as every caller does: with the same operation id.</summary>
    protected static async Task<DayOutcome> Settle(IGrains grains, DayId day, DayCommand command)
    {
        for (var tries = 0; tries < 50; tries++)
        {
            if (await grains.Ask(day, command) is Reply<DayOutcome>.Done done)
            {
                return done.Outcome;
            }
        }

        throw new InvalidOperationException("Nobody knows what became of it.");
    }

    /// <summary>The state as the ledger has it now: a process that was superseded and asked nothing since may be behind otherwise.</summary>
    protected static async Task<DayState> Newest(IGrains grains, DayId day)
    {
        await Settle(grains, day, new DayCommand.Tick(Reminded: true));
        return (await grains.Read(day))!;
    }

    protected static DayCommand.Book Book(AppointmentId who) => new(OperationId.Derive("book", who.ToString()), who, Slot, Channel.Web);

    protected static AppointmentId Somebody() => AppointmentId.From(OperationId.New().Value);
}
