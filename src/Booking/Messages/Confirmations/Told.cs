using WaitingRoom.Booking.Appointments;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Web.Languages;

namespace WaitingRoom.Booking.Messages.Confirmations;

/// <summary>What a message about a booking tells, whatever way it goes.</summary>
/// <param name="Parts">What is booked, what is cancelled; each with at least one appointment.</param>
/// <param name="Doses">Appointments of the booking, also those that were cancelled.</param>
/// <param name="Next">Where the person goes on; takes the public address.</param>
internal sealed record Told(Text Subject, string Reference, bool Booked, IReadOnlyList<ToldPart> Parts, int Doses, Text Next, DateTimeOffset At)
{
    /// <param name="changed">The message is about a change; what it tells is what is true now all the same.</param>
    public static Told Of(BookingFact fact, bool changed, CampaignEdition edition, DateTimeOffset now)
    {
        var legs = PairViews.LegsOf(fact.Pair.Legs, edition);
        var dropped = PairViews.LegsOf(fact.Dropped, edition);
        if (fact.Status != PairStatus.Booked)
        {
            LegView[] all = [.. legs.Concat(dropped).OrderBy(leg => leg.Dose)];
            return new Told(MessageTexts.CancelledSubject, fact.Pair.Reference, Booked: false, [Cancelled(all)], all.Length, MessageTexts.NewSearch, now);
        }

        var booked = new ToldPart(changed ? MessageTexts.Changed : MessageTexts.Booked, changed ? MessageTexts.ChangedSms : MessageTexts.BookedSms, legs);
        return new Told(
            changed ? MessageTexts.ChangedSubject : MessageTexts.BookedSubject,
            fact.Pair.Reference,
            Booked: true,
            dropped.Count == 0 ? [booked] : [booked, Cancelled(dropped)],
            legs.Count + dropped.Count,
            MessageTexts.NewestState,
            now);
    }

    public string AsOf(Language language) => MessageTexts.AsOf.With(Moment(language)).In(language);

    public string Moment(Language language) => MessageWords.Moment(At, Parts[0].Legs[0].Zone, language);

    private static ToldPart Cancelled(IReadOnlyList<LegView> legs) => new(MessageTexts.Cancelled, MessageTexts.CancelledSms, legs);
}

/// <param name="Intro">Before the appointments.</param>
/// <param name="Sms">The same in short; takes the appointments.</param>
internal sealed record ToldPart(Text Intro, Text Sms, IReadOnlyList<LegView> Legs);
