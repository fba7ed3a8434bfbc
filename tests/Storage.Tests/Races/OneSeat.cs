using System.Globalization;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Writing;
using Xunit;
using DayWriter = WaitingRoom.Grains.Writing.SingleWriter<
    WaitingRoom.Grains.Days.DayState, WaitingRoom.Grains.Days.DayCommand, WaitingRoom.Grains.Days.DayEvent, WaitingRoom.Grains.Days.DayOutcome>;

namespace WaitingRoom.Storage.Tests.Races;

/// <summary>A day with few seats, and callers who want them.</summary>
internal static class OneSeat
{
    public static readonly SlotId Slot = new(new TimeOnly(8, 10), "comirnaty");
    private static readonly DateOnly Date = new(2999, 3, 29);

    public static DayId Day(int number) => new($"centre-{number.ToString(CultureInfo.InvariantCulture)}", Date);

    public static DayWriter Writer(Store store, DayId day, WriterCounters? counters = null) =>
        new(day.Stream, DayAggregate.Instance, store.Ledger, TimeProvider.System, counters: counters);

    public static async Task OfferAsync(DayWriter writer, int seats)
    {
        var reply = await Ask(writer, new DayCommand.AddSupply(OperationId.Derive("supply"), "Europe/Berlin", [new SlotPlaces(Slot, seats, 0)]));
        Assert.IsType<DayOutcome.SupplyAdded>(Assert.IsType<Reply<DayOutcome>.Done>(reply).Outcome);
    }

    public static Task<Reply<DayOutcome>> Book(DayWriter writer, string caller) => Ask(
        writer, new DayCommand.Book(OperationId.Derive("book", caller), AppointmentId.Derive(caller), Slot, Channel.Web));

    public static bool IsBooked(Reply<DayOutcome> reply) => reply is Reply<DayOutcome>.Done { Outcome: DayOutcome.Booked };

    public static bool IsFull(Reply<DayOutcome> reply) => reply is Reply<DayOutcome>.Done { Outcome: DayOutcome.Full };

    private static Task<Reply<DayOutcome>> Ask(DayWriter writer, DayCommand command)
    {
        Assert.True(writer.TryAsk(command, out var reply));
        return reply;
    }
}
