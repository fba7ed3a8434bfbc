using System.Text;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Storage.Tests.Conformance;

/// <summary>Appends as short to write as tests need them.</summary>
internal static class Appends
{
    public static readonly DateTimeOffset At = new(2026, 3, 29, 1, 0, 0, 123, 456, TimeSpan.Zero);

    public static readonly DayId Day = new("dresden", new DateOnly(2026, 3, 29));

    public static readonly SlotId Slot = new(new TimeOnly(8, 10), "comirnaty");

    public static StreamId Stream(int number) => new($"day/centre-{number}/2026-03-29");

    public static LedgerEntry Entry(long sequence, string? operation = null) => new(
        sequence, At.AddSeconds(sequence), "seat-held/1", Encoding.UTF8.GetBytes($"{{\"n\":{sequence}}}"), operation is null ? null : OperationId.Derive(operation));

    public static AppendRequest Append(StreamId stream, long sequence, string? operation = null, params Projection[] projections) =>
        new(stream, [Entry(sequence, operation)], projections, null);

    public static Projection.AppointmentBooked Booked(string appointment, int seat = 0, DayId? day = null) =>
        new(day ?? Day, Slot, seat, AppointmentId.Derive(appointment));

    public static Projection.AppointmentFreed Freed(string appointment) => new(Day, AppointmentId.Derive(appointment));

    public static Projection.AvailabilityChanged Available(DayId day, long version) => new(day, version, Encoding.UTF8.GetBytes($"v{version}"));
}
