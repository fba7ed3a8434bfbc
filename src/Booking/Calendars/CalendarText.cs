using System.Text;

namespace WaitingRoom.Booking.Calendars;

/// <summary>Writes the lines of an iCalendar file (RFC 5545): folded at 75 octets, never within a character (3.1), text escaped (3.3.11).</summary>
internal sealed class CalendarText
{
    private const int LineOctets = 75;

    private readonly StringBuilder text = new();

    /// <param name="value">Written as it is.</param>
    public CalendarText Line(string name, string value)
    {
        var octets = 0;
        foreach (var rune in $"{name}:{value}".EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LineOctets)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
        return this;
    }

    /// <param name="value">Words of any kind.</param>
    public CalendarText Words(string name, string value)
    {
        var escaped = value.ReplaceLineEndings("\n")
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace(";", "\\;", StringComparison.Ordinal)
            .Replace(",", "\\,", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);
        return Line(name, new string([.. escaped.Where(c => !char.IsControl(c))]));
    }

    public byte[] ToUtf8() => Encoding.UTF8.GetBytes(text.ToString());
}
