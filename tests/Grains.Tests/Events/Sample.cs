using System.Collections;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;

namespace WaitingRoom.Grains.Tests.Events;

/// <summary>One value of any type that events are made of, the same in every run, with no field left at its default.</summary>
internal static class Sample
{
    private static readonly Guid Id = new("00112233-4455-6677-8899-aabbccddeeff");

    public static object Of(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Of(underlying);
        }

        if (type.IsEnum)
        {
            return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!;
        }

        if (type.IsArray)
        {
            var array = Array.CreateInstance(type.GetElementType()!, 1);
            array.SetValue(Of(type.GetElementType()!), 0);
            return array;
        }

        if (type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type) && type.IsInterface)
        {
            return Of(type.GetGenericArguments()[0].MakeArrayType());
        }

        return type switch
        {
            _ when type == typeof(string) => "text",
            _ when type == typeof(int) => 7,
            _ when type == typeof(long) => 8L,
            _ when type == typeof(byte) => (byte)9,
            _ when type == typeof(double) => 0.5,
            _ when type == typeof(bool) => true,
            _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 3, 29, 8, 0, 0, TimeSpan.Zero),
            _ when type == typeof(TimeSpan) => TimeSpan.FromSeconds(90),
            _ when type == typeof(DateOnly) => new DateOnly(2026, 3, 29),
            _ when type == typeof(TimeOnly) => new TimeOnly(8, 10),
            _ when type == typeof(ReadOnlyMemory<byte>) => new ReadOnlyMemory<byte>([1, 2, 3]),
            _ when type == typeof(DayId) => new DayId("dresden", new DateOnly(2026, 3, 29)),
            _ when type == typeof(SlotId) => new SlotId(new TimeOnly(8, 10), "comirnaty"),
            _ when type == typeof(OperationId) => new OperationId(Id),
            _ when type == typeof(AppointmentId) => new AppointmentId(Id),
            _ when type == typeof(PairId) => new PairId(Id),
            _ => Made(type),
        };
    }

    private static object Made(Type type)
    {
        var constructor = type.GetConstructors().Where(c => c.GetParameters().All(p => p.ParameterType != type)).MaxBy(c => c.GetParameters().Length)
            ?? throw new InvalidOperationException($"No sample of {type}.");
        return constructor.Invoke([.. constructor.GetParameters().Select(p => Of(p.ParameterType))]);
    }
}
