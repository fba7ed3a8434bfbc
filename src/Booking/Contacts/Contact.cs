using WaitingRoom.Booking.Wording;
using WaitingRoom.Web.Languages;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Booking.Contacts;

/// <summary>Who comes and how to reach them. Personal data: sealed before it leaves this process's memory, never logged.</summary>
/// <param name="Name">1 to 200 characters.</param>
/// <param name="Email">Null for none.</param>
/// <param name="Phone">Null for none.</param>
/// <param name="Address">Where letters go: up to five lines below the name. Null for none.</param>
internal sealed record Contact(string Name, string? Email, string? Phone, string? Address = null)
{
    private const int LongestName = 200;

    /// <summary>What the window of an envelope shows below the name (DIN 5008 has six lines in all).</summary>
    private const int MostAddressLines = 5;

    private const int LongestAddress = 300;

    /// <summary>RFC 5321, 4.5.3.1.3, less the angle brackets.</summary>
    private const int LongestEmail = 254;

    /// <summary>Trims what was typed; the refusal names every field that is wrong.</summary>
    public static ProblemResult? Check(string? name, string? email, string? phone, out Contact contact, string? address = null) =>
        Faults(name, email, phone, out contact, address) is { Count: > 0 } faults ? Refusals.ContactInvalid(faults) : null;

    /// <summary>What is wrong with each field, in their order; empty when nothing is.</summary>
    public static IReadOnlyList<FieldFault> Faults(string? name, string? email, string? phone, out Contact contact, string? address = null)
    {
        contact = new Contact((name ?? "").Trim(), Typed(email), Typed(phone), Typed(address)?.ReplaceLineEndings("\n"));
        var faults = new List<FieldFault>();
        if (contact.Name.Length is 0 or > LongestName || contact.Name.Any(char.IsControl))
        {
            faults.Add(new FieldFault("name", RefusalTexts.NameDetail));
        }

        if (contact.Email is { } mail && !IsEmail(mail))
        {
            faults.Add(new FieldFault("email", RefusalTexts.EmailDetail));
        }

        if (contact.Phone is { } number && !IsPhone(number))
        {
            faults.Add(new FieldFault("phone", RefusalTexts.PhoneDetail));
        }

        if (contact.Address is { } lines && !IsAddress(lines))
        {
            faults.Add(new FieldFault("address", RefusalTexts.AddressDetail));
        }

        return faults;
    }

    /// <summary>Whether it can be an address at all; only a message that arrives proves that it is one.</summary>
    private static bool IsEmail(string text)
    {
        var at = text.LastIndexOf('@');
        return text.Length <= LongestEmail && at > 0 && text.IndexOf('.', at) > at + 1 && text[^1] != '.' && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));
    }

    private static bool IsPhone(string text) =>
        text.Count(char.IsAsciiDigit) is >= 5 and <= 20 && text.All(c => char.IsAsciiDigit(c) || c is ' ' or '+' or '-' or '/' or '(' or ')' or '.');

    private static bool IsAddress(string text) => text.Length <= LongestAddress && text.Split('\n').Length <= MostAddressLines && !text.Any(c => char.IsControl(c) && c != '\n');

    private static string? Typed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    public override string ToString() => nameof(Contact);
}

/// <param name="Field">As in requests: name, email, phone, address.</param>
internal sealed record FieldFault(string Field, Text Detail);
