using System.Security.Cryptography;
using System.Text;
using WaitingRoom.Booking.Keys;
using WaitingRoom.Grains.Codes;

namespace WaitingRoom.Booking.Contacts;

/// <summary>Keyed hashes of e-mail addresses and telephone numbers: equal for the same contact however it was typed, and telling nothing without the key.</summary>
internal sealed class ContactMarking(DocumentKeys keys)
{
    /// <summary>128 bits: no two of some ten million contacts meet.</summary>
    private const int MarkBytes = 16;

    /// <summary>Numbers without a country are German ones.</summary>
    private const string OwnCountry = "49";

    public async ValueTask<ContactMarks> Of(Contact contact) => new(
        contact.Email is { } email ? await Hash("email", email.ToUpperInvariant()) : null,
        contact.Phone is { } phone ? await Hash("phone", PlainNumber(phone)) : null);

    /// <summary>Country code and number, digits only.</summary>
    internal static string PlainNumber(string phone)
    {
        var digits = string.Concat(phone.Where(char.IsAsciiDigit));
        return phone.TrimStart().StartsWith('+') ? digits
            : digits.StartsWith("00", StringComparison.Ordinal) ? digits[2..]
            : digits.StartsWith('0') ? OwnCountry + digits[1..]
            : digits;
    }

    private async ValueTask<string> Hash(string kind, string plain)
    {
        var key = (await keys.Get(DocumentKeys.Codes)).Current;
        return Convert.ToHexStringLower(HMACSHA256.HashData(key.Bytes, Encoding.UTF8.GetBytes($"wr-contact/1\0{kind}\0{plain}")).AsSpan(0, MarkBytes));
    }
}
