using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Booking.Codes;
using WaitingRoom.Booking.Contacts;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Booking.Requesting;

/// <summary>
/// From questions to a booking code: the answers are judged, the contact proves itself by a one-time code, the code is issued. Everything hangs on the session, which
/// stays while a message is on its way; what is counted is written down before anything is sent or compared.
/// </summary>
internal sealed class CodeRequesting(
    IGrains grains, CampaignBook campaigns, VerificationBook book, ContactMarking marking, OneTimeSending sending, CodeHashing hashing, TimeProvider time)
{
    /// <summary>Judges the answers and sends the first one-time code; answered again meanwhile, it is another sending of the same verification.</summary>
    public async Task<Answer<VerificationView>> Ask(BookingSession session, Questions questions)
    {
        if (await campaigns.Get() is not { } edition)
        {
            return Refusals.NotOpenYet();
        }

        if (Eligible.Refusal(questions, edition, time.GetUtcNow(), out var answers) is { } refusal)
        {
            return refusal;
        }

        return await Send(session, questions.Contact, answers);
    }

    /// <summary>Sends another one-time code, to the same contact or another.</summary>
    public Task<Answer<VerificationView>> Resend(BookingSession session, string? contact) => Send(session, contact, answers: null);

    /// <summary>Where the session's verification stands; null where there is none.</summary>
    public async Task<VerificationView?> Current(BookingSession session) =>
        await book.Find(session.Id) is { } verification && !verification.IsOver(time.GetUtcNow()) ? VerificationView.Of(verification) : null;

    /// <summary>Judges a typed one-time code; the right one issues the booking code.</summary>
    /// <param name="contact">Where the booking code is sent to; nowhere when it cannot be read.</param>
    public async Task<Answer<IssuedCode>> Verify(BookingSession session, string? typed, string? contact)
    {
        try
        {
            return await Judge(session, string.Concat((typed ?? "").Where(char.IsAsciiDigit)), contact);
        }
        catch (LedgerUnavailableException)
        {
            return Refusals.Busy();
        }
    }

    private async Task<Answer<IssuedCode>> Judge(BookingSession session, string digits, string? contact)
    {
        var now = time.GetUtcNow();
        var hash = await book.HashOf(session.Id, digits);
        var locked = false;
        var counted = await book.Change(session.Id, known =>
        {
            if (known is null || known.IsOver(now) || known.IssuedFor == hash)
            {
                return null;
            }

            // Counted before it is compared: of a hundred at once, five are.
            locked = known.AttemptsLeft == 0;
            return locked ? null : known with { Attempts = known.Attempts + 1 };
        });
        if (counted is null || counted.IsOver(now))
        {
            return RequestRefusals.VerificationMissing();
        }

        if (counted.IssuedFor == hash)
        {
            return await Issue(session, counted, contact);
        }

        if (locked)
        {
            return RequestRefusals.Locked(counted.StartedAt + Verification.Span - now);
        }

        switch (counted.Judge(hash, now))
        {
            case TypedCode.Good:
                var proved = await book.Change(session.Id, known => known is { IssuedFor: null } ? known with { IssuedFor = hash } : null);
                // Another number of the same verification is answered with the same code.
                return await Issue(session, proved!, contact);
            case TypedCode.Expired:
                return RequestRefusals.Expired(counted.AttemptsLeft);
            default:
                return counted.AttemptsLeft == 0 ? RequestRefusals.Locked(counted.StartedAt + Verification.Span - now) : RequestRefusals.Wrong(counted.AttemptsLeft);
        }
    }

    private async Task<Answer<IssuedCode>> Issue(BookingSession session, Verification verification, string? typedContact)
    {
        var (contact, _) = await ContactMark.Read(typedContact, marking);
        var code = BookingCode.From(await book.SeedOf(session.Id, verification));
        var id = await hashing.Of(code);
        var answers = verification.Answers;
        var command = new CodeCommand.Issue(OperationId.Derive("issue", id.Hash), answers.Group, new CodeOrigin(Priority: answers.Priority, BirthYear: answers.BirthYear));
        if (await grains.Ask(id, command) is not Reply<CodeOutcome>.Done { Outcome: CodeOutcome.Issued issued })
        {
            return Refusals.OutcomeUnknown();
        }

        // On the screen at once; a message that fails takes nothing away.
        var sent = contact is not null && await sending.SendBookingCode(contact, code) is null;
        return new IssuedCode(code.ToString(), session.For(id, issued.Group), sent);
    }

    private async Task<Answer<VerificationView>> Send(BookingSession session, string? typedContact, CodeAnswers? answers)
    {
        var (contact, refusal) = await ContactMark.Read(typedContact, marking);
        if (contact is null)
        {
            return refusal!;
        }

        try
        {
            return await sending.SendOneTimeCode(session, contact, answers);
        }
        catch (LedgerUnavailableException)
        {
            return Refusals.Busy();
        }
    }
}

/// <param name="Code">In clear; shown now and never again.</param>
/// <param name="Sent">Whether a provider took it for the person.</param>
internal sealed record IssuedCode(string Code, BookingSession Session, bool Sent);
