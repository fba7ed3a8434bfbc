using System.Globalization;
using System.Security.Cryptography;
using WaitingRoom.Booking.Codes;
using WaitingRoom.Booking.Messages;
using WaitingRoom.Booking.Messages.Sending;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Web.Languages;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Booking.Requesting;

/// <summary>Sends one-time codes at once and not by the outbox: the person waits in front of the page and can try another way when it fails.</summary>
internal sealed class OneTimeSending(VerificationBook book, Dispatch dispatch, TimeProvider time)
{
    /// <summary>Six digits: short enough to keep in mind between a telephone and a page.</summary>
    private const int OneTimeCodes = 1_000_000;

    /// <summary>What a provider that is down is given, unless it said otherwise.</summary>
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(30);

    /// <summary>Counts the sending, then sends; a sending that a provider refused is taken back.</summary>
    /// <param name="answers">Null to go on with those that are known.</param>
    public async Task<Answer<VerificationView>> SendOneTimeCode(BookingSession session, ContactMark contact, CodeAnswers? answers)
    {
        var now = time.GetUtcNow();
        var digits = RandomNumberGenerator.GetInt32(OneTimeCodes).ToString("D6", CultureInfo.InvariantCulture);
        var sent = new SentCode(await book.HashOf(session.Id, digits), now);
        ProblemResult? refusal = null;
        var verification = await book.Change(session.Id, known =>
        {
            var current = known is null || known.IsOver(now) || known.IssuedFor is not null ? null : known;
            refusal = current is null && answers is null ? RequestRefusals.VerificationMissing()
                : current is { AttemptsLeft: 0 } ? RequestRefusals.Locked(current.StartedAt + Verification.Span - now)
                : current?.NextSendingAt(now) is { } at ? (current.SendingsLeft == 0 ? RequestRefusals.TooOften(at - now) : RequestRefusals.TooSoon(at - now))
                : null;
            return refusal is not null ? null
                : current is null ? new Verification(answers!, now, [sent])
                : current with { Answers = answers ?? current.Answers, Sent = [.. current.Sent, sent] };
        });
        if (refusal is not null)
        {
            return refusal;
        }

        if (await Count(contact, now) is { } usedUp)
        {
            await TakeBack(session, sent);
            return usedUp;
        }

        var text = RequestTexts.OneTimeMessage.With(digits);
        if (await Send(contact, OperationId.Derive("one-time", sent.Hash), RequestTexts.OneTimeSubject.With(digits), text) is not { } failure)
        {
            return VerificationView.Of(verification!);
        }

        // A slow provider may have sent it all the same: then it works, but it does not keep anybody from trying another way.
        await TakeBack(session, failure.MayArrive ? sent with { At = now - Verification.BetweenSendings } : sent, keep: failure.MayArrive);
        return failure.Refusal;
    }

    /// <returns>Null when a provider has taken it.</returns>
    public Task<SendFailure?> SendBookingCode(ContactMark contact, BookingCode code) =>
        Send(contact, OperationId.Derive("online-code", contact.Hash, code.Characters), RequestTexts.CodeSubject, RequestTexts.CodeMessage.With(code));

    private async Task<SendFailure?> Send(ContactMark contact, OperationId id, Text subject, Text text)
    {
        var language = Language.Current.Basis;
        var message = new OutgoingMessage(id, contact.Route, contact.To, subject.In(language), text.In(language));
        return await dispatch.Send(message, CancellationToken.None) switch
        {
            DispatchResult.Tried { Result: SendResult.Sent } => null,
            DispatchResult.Tried { Result: SendResult.Refused } => new SendFailure(RequestRefusals.Unreachable(), MayArrive: false),
            DispatchResult.Tried { Result: SendResult.Throttled throttled } => Failed(contact, throttled.RetryAfter ?? UsualWait, mayArrive: false),
            DispatchResult.NoRoom room => Failed(contact, room.FreeAt - time.GetUtcNow(), mayArrive: false),
            DispatchResult.Tried { Result: SendResult.Unavailable { Reason: Dispatch.TooSlow } } => Failed(contact, UsualWait, mayArrive: true),
            _ => Failed(contact, UsualWait, mayArrive: false),
        };
    }

    private static SendFailure Failed(ContactMark contact, TimeSpan wait, bool mayArrive) =>
        new(RequestRefusals.NotSent(contact.Route, wait > TimeSpan.Zero ? wait : TimeSpan.FromSeconds(1)), mayArrive);

    /// <summary>Null when the contact may get one more.</summary>
    private async Task<ProblemResult?> Count(ContactMark contact, DateTimeOffset now)
    {
        ProblemResult? refusal = null;
        await book.Change(contact, known =>
        {
            var use = (known ?? new ContactUse(now, 0)).At(now);
            refusal = use.Sendings >= ContactUse.MostSendings ? RequestRefusals.ContactUsedUp(use.Since + ContactUse.Window - now) : null;
            return refusal is null ? use with { Sendings = use.Sendings + 1 } : null;
        });
        return refusal;
    }

    private Task<Verification?> TakeBack(BookingSession session, SentCode sent, bool keep = false) => book.Change(session.Id, known => known is null ? null : known with
    {
        Sent = [.. known.Sent.Where(s => s.Hash != sent.Hash), .. keep ? [sent] : Array.Empty<SentCode>()],
    });
}

/// <param name="MayArrive">The provider did not say no; the message may come after all.</param>
internal sealed record SendFailure(ProblemResult Refusal, bool MayArrive);
