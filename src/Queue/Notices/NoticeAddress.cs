using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace WaitingRoom.Queue.Notices;

/// <summary>An e-mail address or a phone number somebody left. Personal data: sealed before it leaves this process's memory, never logged.</summary>
internal sealed record NoticeAddress
{
    /// <summary>RFC 5321, 4.5.3.1.3, less the angle brackets.</summary>
    public const int LongestText = 254;

    /// <summary>E.164 allows 15; some internal numbers are longer.</summary>
    private const int MostDigits = 20;

    private const int LeastDigits = 5;

    private NoticeAddress(string text, bool isPhone) => (Text, IsPhone) = (text, isPhone);

    /// <summary>The address as typed, or the number's digits with a plus where one was given.</summary>
    public string Text { get; }

    public bool IsPhone { get; }

    /// <summary>The same for the same address, however it was typed. Nobody's mail server tells capitals apart, so one person does not get the message twice.</summary>
    public string Normal => IsPhone ? "phone:" + Text : "email:" + Text.ToUpperInvariant();

    /// <summary>Whatever has an at sign is an e-mail address.</summary>
    public static bool TryRead(string? typed, [NotNullWhen(true)] out NoticeAddress? address) =>
        typed?.Contains('@', StringComparison.Ordinal) == true ? TryReadEmail(typed, out address) : TryReadPhone(typed, out address);

    /// <summary>Whether it can be an address at all; only a message that arrives proves that it is one.</summary>
    public static bool TryReadEmail(string? typed, [NotNullWhen(true)] out NoticeAddress? address)
    {
        var text = typed?.Trim() ?? "";
        var at = text.LastIndexOf('@');
        address = text.Length <= LongestText && at > 0 && text.IndexOf('.', at) > at + 1 && text[^1] != '.' && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
            ? new NoticeAddress(text, isPhone: false)
            : null;
        return address is not null;
    }

    public static bool TryReadPhone(string? typed, [NotNullWhen(true)] out NoticeAddress? address)
    {
        var text = typed?.Trim() ?? "";
        address = null;
        if (text.Length is 0 or > LongestText || text.Any(c => !char.IsAsciiDigit(c) && c is not (' ' or '+' or '-' or '/' or '(' or ')' or '.')) || text.LastIndexOf('+') > 0)
        {
            return false;
        }

        var digits = new StringBuilder(text.Length);
        foreach (var c in text.Where(c => char.IsAsciiDigit(c) || c == '+'))
        {
            digits.Append(c);
        }

        var number = digits.ToString();
        number = number.StartsWith("00", StringComparison.Ordinal) ? "+" + number[2..] : number;
        address = number.Count(char.IsAsciiDigit) is >= LeastDigits and <= MostDigits ? new NoticeAddress(number, isPhone: true) : null;
        return address is not null;
    }

    public override string ToString() => nameof(NoticeAddress);
}
