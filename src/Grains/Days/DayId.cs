using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using WaitingRoom.Grains.Identity;

namespace WaitingRoom.Grains.Days;

/// <summary>One centre on one calendar date in the centre's own zone.</summary>
/// <param name="Centre">The centre's id: letters, digits, dots and hyphens; it becomes part of addresses.</param>
[JsonConverter(typeof(DayIdJsonConverter))]
public readonly record struct DayId(string Centre, DateOnly Date)
{
    public const string Kind = "day";

    private const int DateLength = 10;

    public StreamId Stream => new(string.Concat(Kind, "/", ToString()));

    public static DayId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException("A centre-day is written centre/yyyy-mm-dd.");

    public static bool TryParse(string? text, out DayId id)
    {
        var slash = text?.LastIndexOf('/') ?? -1;
        if (slash > 0 && DateOnly.TryParseExact(text.AsSpan(slash + 1), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            id = new DayId(text![..slash], date);
            return true;
        }

        id = default;
        return false;
    }

    public override string ToString() => string.Create(Centre.Length + 1 + DateLength, this, static (text, id) =>
    {
        id.Centre.CopyTo(text);
        text[id.Centre.Length] = '/';
        id.Date.TryFormat(text[(id.Centre.Length + 1)..], out _, "O", CultureInfo.InvariantCulture);
    });
}

internal sealed class DayIdJsonConverter : JsonConverter<DayId>
{
    public override DayId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => DayId.Parse(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, DayId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
