using System.Buffers;
using System.Text.Json;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Grains.Days;

/// <summary>
/// Writes a centre-day's availability straight from its state: one pass over the sorted slots and one array. It is by far the most that a day's
/// commit has to write. The shape is <see cref="DayAvailability"/>'s.
/// </summary>
internal static class DayAvailabilityWriter
{
    private static readonly JsonEncodedText Day = JsonEncodedText.Encode("day");
    private static readonly JsonEncodedText Zone = JsonEncodedText.Encode("zone");
    private static readonly JsonEncodedText Closed = JsonEncodedText.Encode("closed");
    private static readonly JsonEncodedText NextHoldEnds = JsonEncodedText.Encode("nextHoldEnds");
    private static readonly JsonEncodedText Vaccines = JsonEncodedText.Encode("vaccines");
    private static readonly JsonEncodedText Vaccine = JsonEncodedText.Encode("vaccine");
    private static readonly JsonEncodedText Starts = JsonEncodedText.Encode("starts");
    private static readonly JsonEncodedText Web = JsonEncodedText.Encode("web");
    private static readonly JsonEncodedText Phone = JsonEncodedText.Encode("phone");
    private static readonly JsonEncodedText Held = JsonEncodedText.Encode("held");
    private static readonly JsonEncodedText Capacity = JsonEncodedText.Encode("capacity");

    public static ReadOnlyMemory<byte> Write(DayState state) => JsonBytes.Of(state, WriteDay);

    private static void WriteDay(Utf8JsonWriter json, DayState state)
    {
        json.WriteStartObject();
        json.WriteString(Day, state.Id.ToString());
        json.WriteString(Zone, state.Zone);
        json.WriteBoolean(Closed, state.Closed);
        if (state.NextHoldEnds is { } ends)
        {
            json.WriteString(NextHoldEnds, ends);
        }

        json.WriteStartArray(Vaccines);
        var slots = ArrayPool<SlotState>.Shared.Rent(state.Slots.Count);
        var count = 0;
        foreach (var (_, slot) in state.Slots)
        {
            slots[count++] = slot;
        }

        WriteVaccines(json, slots.AsSpan(0, count), state.QuotaReturned);
        ArrayPool<SlotState>.Shared.Return(slots, clearArray: true);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Slots come in the order of their starts, and stay in it within their vaccine.</summary>
    private static void WriteVaccines(Utf8JsonWriter json, Span<SlotState> slots, bool quotaReturned)
    {
        if (slots.Length > 0 && IsMixed(slots))
        {
            slots.Sort(static (a, b) => string.CompareOrdinal(a.Id.Vaccine, b.Id.Vaccine) is var byVaccine and not 0 ? byVaccine : a.Id.Start.CompareTo(b.Id.Start));
        }

        while (slots.Length > 0)
        {
            var length = 1;
            while (length < slots.Length && slots[length].Id.Vaccine == slots[0].Id.Vaccine)
            {
                length++;
            }

            WriteVaccine(json, slots[..length], quotaReturned);
            slots = slots[length..];
        }
    }

    private static bool IsMixed(ReadOnlySpan<SlotState> slots)
    {
        foreach (var slot in slots)
        {
            if (slot.Id.Vaccine != slots[0].Id.Vaccine)
            {
                return true;
            }
        }

        return false;
    }

    private static void WriteVaccine(Utf8JsonWriter json, ReadOnlySpan<SlotState> slots, bool quotaReturned)
    {
        json.WriteStartObject();
        json.WriteString(Vaccine, slots[0].Id.Vaccine);
        json.WriteStartArray(Starts);
        foreach (var slot in slots)
        {
            json.WriteNumberValue((int)(slot.Id.Start.Ticks / TimeSpan.TicksPerMinute));
        }

        json.WriteEndArray();
        WriteFree(json, Web, slots, Channel.Web, quotaReturned);
        WriteFree(json, Phone, slots, Channel.Phone, quotaReturned);
        json.WriteStartArray(Held);
        foreach (var slot in slots)
        {
            json.WriteNumberValue(slot.Held);
        }

        json.WriteEndArray();
        json.WriteStartArray(Capacity);
        foreach (var slot in slots)
        {
            json.WriteNumberValue(slot.Capacity);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFree(Utf8JsonWriter json, JsonEncodedText name, ReadOnlySpan<SlotState> slots, Channel channel, bool quotaReturned)
    {
        json.WriteStartArray(name);
        foreach (var slot in slots)
        {
            json.WriteNumberValue(slot.FreeFor(channel, quotaReturned));
        }

        json.WriteEndArray();
    }
}
