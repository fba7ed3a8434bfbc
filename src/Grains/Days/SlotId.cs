using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WaitingRoom.Grains.Days;

/// <summary>A start on the centre's wall clock and the vaccine given then. Written <c>0810-comirnaty</c>.</summary>
[JsonConverter(typeof(SlotIdJsonConverter))]
public readonly record struct SlotId(TimeOnly Start, string Vaccine) : IComparable<SlotId>
{
    private const int StartLength = 5;

    public static bool TryParse(string? text, out SlotId id)
    {
        if (text is { Length: > 5 } && text[4] == '-'
            && TimeOnly.TryParseExact(text.AsSpan(0, 4), "HHmm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var start))
        {
            id = new SlotId(start, text[5..]);
            return true;
        }

        id = default;
        return false;
    }

    public int CompareTo(SlotId other)
    {
        var byStart = Start.CompareTo(other.Start);
        return byStart != 0 ? byStart : string.CompareOrdinal(Vaccine, other.Vaccine);
    }

    public static bool operator <(SlotId left, SlotId right) => left.CompareTo(right) < 0;

    public static bool operator >(SlotId left, SlotId right) => left.CompareTo(right) > 0;

    public static bool operator <=(SlotId left, SlotId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(SlotId left, SlotId right) => left.CompareTo(right) >= 0;

    public override string ToString() => string.Create(StartLength + Vaccine.Length, this, static (text, id) =>
    {
        var (hour, minute) = (id.Start.Hour, id.Start.Minute);
        text[0] = (char)('0' + (hour / 10));
        text[1] = (char)('0' + (hour % 10));
        text[2] = (char)('0' + (minute / 10));
        text[3] = (char)('0' + (minute % 10));
        text[4] = '-';
        id.Vaccine.CopyTo(text[StartLength..]);
    });
}

internal sealed class SlotIdJsonConverter : JsonConverter<SlotId>
{
    public override SlotId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        SlotId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("A slot is written HHmm-vaccine.");

    public override void Write(Utf8JsonWriter writer, SlotId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
