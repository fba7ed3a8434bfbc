using System.Globalization;
using System.Text.Json.Serialization;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Grains.Campaigns;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;

namespace WaitingRoom.Booking.Appointments;

/// <summary>How far a pair has come, as citizens are told.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PairStatus>))]
internal enum PairStatus
{
    [JsonStringEnumMemberName("held")]
    Held,

    /// <summary>Confirmed by the person, not yet by both days: not an appointment yet.</summary>
    [JsonStringEnumMemberName("pending")]
    Pending,

    [JsonStringEnumMemberName("booked")]
    Booked,

    [JsonStringEnumMemberName("cancelled")]
    Cancelled,

    /// <summary>One of the days could not book, so neither did.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}

/// <summary>A pair as its person sees it.</summary>
/// <param name="Id">Of the hold; null once it is over.</param>
/// <param name="Reference">Only of what is or was a booking: a reference on a hold would read like a confirmation.</param>
/// <param name="Legs">Empty once it is over.</param>
/// <param name="HeldUntil">Null when nothing is held.</param>
/// <param name="CanBeExtended">The hold has not been lengthened yet.</param>
internal sealed record PairView(
    PairStatus Status, string? Id, string? Reference, IReadOnlyList<LegView> Legs, DateTimeOffset? HeldUntil, bool? CanBeExtended, RuleView? Rule);

/// <summary>One appointment as a person finds it.</summary>
/// <param name="Dose">1 or 2.</param>
/// <param name="Slot">As in requests: HHmm-vaccine.</param>
/// <param name="Time">On the centre's wall clock, HH:mm.</param>
/// <param name="StartsAt">The same as an instant.</param>
internal sealed record LegView(int Dose, CentreView Centre, string Vaccine, DateOnly Date, string Time, string Slot, string Zone, DateTimeOffset StartsAt)
{
    /// <summary>Until when it may be cancelled or moved; null for what is not booked.</summary>
    public DateTimeOffset? ChangeUntil { get; init; }
}

internal sealed record CentreView(string Id, string Name, string Postcode, string Town)
{
    public static CentreView Of(Centre centre) => new(centre.Id, centre.Name, centre.Postcode, centre.Town);
}

/// <summary>The interval rule a pair was taken under.</summary>
/// <param name="Version">Of the campaign it was read from.</param>
/// <param name="ChangedSince">Another rule counts for new pairs by now; this pair keeps its own.</param>
/// <param name="Note">Says so in words.</param>
internal sealed record RuleView(long Version, int Doses, int MinDays, int MaxDays, bool ChangedSince, string? Note)
{
    public static RuleView Of(IntervalRule rule, string vaccine, CampaignEdition edition)
    {
        var now = edition.Campaign.FindVaccine(vaccine)?.RuleAt(edition.Version);
        var changed = now is null || (now.Doses, now.MinDays, now.MaxDays) != (rule.Doses, rule.MinDays, rule.MaxDays);
        var note = !changed ? null
            : now is null ? BookingTexts.RuleGone.With(rule.Version, rule.MinDays, rule.MaxDays).ToString()
            : BookingTexts.RuleChanged.With(rule.Version, rule.MinDays, rule.MaxDays, now.Version, now.MinDays, now.MaxDays).ToString();
        return new RuleView(rule.Version, rule.Doses, rule.MinDays, rule.MaxDays, changed, note);
    }
}

/// <summary>Makes views of pairs.</summary>
internal static class PairViews
{
    public static PairView Of(Pair pair, PairStatus status, DateTimeOffset heldSince, CampaignEdition edition)
    {
        var held = status == PairStatus.Held;
        return new PairView(
            status,
            pair.Id.ToString(),
            status is PairStatus.Booked or PairStatus.Cancelled ? pair.Reference : null,
            [.. pair.Legs.Select((leg, i) => LegOf(leg, i, edition)).Select(leg => status == PairStatus.Booked ? leg with { ChangeUntil = leg.StartsAt - edition.ChangeUntil } : leg)],
            held ? pair.HeldUntil : null,
            held ? pair.HeldUntil - heldSince <= edition.HoldTime : null,
            RuleView.Of(pair.Rule, pair.Legs[0].Slot.Vaccine, edition));
    }

    /// <summary>The pair that a code has now, or null.</summary>
    public static PairView? Of(CodeState state, DateTimeOffset now, CampaignEdition edition) => state switch
    {
        { Pair: null } => null,
        { Phase: PairPhase.Held } => state.HoldsAt(now) ? Of(state.Pair, PairStatus.Held, state.PhaseSince, edition) : null,
        { IsBooked: true } => Of(state.Pair, PairStatus.Booked, state.PhaseSince, edition),
        { Phase: PairPhase.Undoing, End: PairEnd.Cancelled } => Of(state.Pair, PairStatus.Cancelled, state.PhaseSince, edition),
        { Phase: PairPhase.Undoing } => Of(state.Pair, PairStatus.Failed, state.PhaseSince, edition),
        _ => Of(state.Pair, PairStatus.Pending, state.PhaseSince, edition),
    };

    /// <summary>A booking that is over, of which only its reference is kept.</summary>
    public static PairView Of(EndedPair ended) =>
        new(ended.End == PairEnd.Failed ? PairStatus.Failed : PairStatus.Cancelled, null, ended.Reference, [], null, null, null);

    public static IReadOnlyList<LegView> LegsOf(IReadOnlyList<Leg> legs, CampaignEdition edition) => [.. legs.Select((leg, i) => LegOf(leg, i, edition))];

    private static LegView LegOf(Leg leg, int index, CampaignEdition edition)
    {
        // A centre that has left the campaign keeps its appointments.
        var centre = edition.FindCentre(leg.Day.Centre) ?? new Centre(leg.Day.Centre, "", "", leg.Day.Centre, "", 0, "Europe/Berlin");
        return new LegView(
            leg.Dose ?? index + 1,
            CentreView.Of(centre),
            edition.Campaign.FindVaccine(leg.Slot.Vaccine)?.Name ?? leg.Slot.Vaccine,
            leg.Day.Date,
            leg.Slot.Start.ToString("HH:mm", CultureInfo.InvariantCulture),
            leg.Slot.ToString(),
            centre.Zone,
            SlotClock.StartsAt(leg.Day.Date, leg.Slot.Start, centre.Zone));
    }
}
