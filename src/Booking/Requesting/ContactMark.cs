using WaitingRoom.Booking.Contacts;
using WaitingRoom.Booking.Messages;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Booking.Requesting;

/// <summary>The contact that is to be proved, as typed into one field. Personal data: lives in memory, is sent back by the person's own page, and is stored nowhere.</summary>
/// <param name="Hash">Keyed hash, by which what went there is counted.</param>
internal sealed record ContactMark(MessageRoute Route, string To, string Hash)
{
    /// <summary>An e-mail address has an @, a telephone number has none.</summary>
    public static async ValueTask<(ContactMark? Contact, ProblemResult? Refusal)> Read(string? typed, ContactMarking marking)
    {
        var text = (typed ?? "").Trim();
        var isMail = text.Contains('@', StringComparison.Ordinal);
        // A name is needed later, not here.
        if (text.Length == 0 || Contact.Check("-", isMail ? text : null, isMail ? null : text, out var contact) is not null)
        {
            return (null, RequestRefusals.Invalid(RequestField.Contact, RequestRefusalTexts.ContactDetail));
        }

        var marks = await marking.Of(contact);
        return (isMail ? new ContactMark(MessageRoute.Email, text, marks.Email!) : new ContactMark(MessageRoute.Sms, text, marks.Phone!), null);
    }

    public override string ToString() => Route.ToString();
}
