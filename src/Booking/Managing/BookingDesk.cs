using System.Security.Cryptography;
using System.Text;
using WaitingRoom.Booking.Appointments;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Booking.Eligibility;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Pairs;

namespace WaitingRoom.Booking.Managing;

/// <summary>Reads and cancels what was booked with the session's code.</summary>
internal sealed class BookingDesk(IGrains grains, PairSaga saga, CampaignBook campaigns, SeatsBack seatsBack, TimeProvider time)
{
    /// <summary>Whatever the code has now: a hold, a booking, or null.</summary>
    public async Task<Answer<CodeView>> Current(BookingSession session)
    {
        if (await campaigns.Get() is not { } edition)
        {
            return Refusals.NotOpenYet();
        }

        return await Settled(session.Code!.Value) is { } state
            ? new CodeView(state.Group, PairViews.Of(state, time.GetUtcNow(), edition), Vaccines(edition, state, time.GetUtcNow()))
            : Refusals.Busy();
    }

    public async Task<Answer<PairView>> Read(BookingSession session, string reference)
    {
        if (await campaigns.Get() is not { } edition)
        {
            return Refusals.NotOpenYet();
        }

        if (await Settled(session.Code!.Value) is not { } state)
        {
            return Refusals.Busy();
        }

        if (state.Phase is not (PairPhase.None or PairPhase.Held) && PairOf(state, reference) is { } pair)
        {
            return PairViews.Of(state, time.GetUtcNow(), edition)! with { Reference = pair.Reference };
        }

        return state.Ended.FindLast(ended => Same(ended.Reference, reference)) is { } over ? PairViews.Of(over) : Refusals.BookingUnknown();
    }

    /// <summary>What is true of a booking, or of one that was cancelled.</summary>
    public async Task<Answer<KnownBooking>> Fact(BookingSession session, string reference)
    {
        if (await campaigns.Get() is not { } edition)
        {
            return Refusals.NotOpenYet();
        }

        if (await Settled(session.Code!.Value) is not { } state)
        {
            return Refusals.Busy();
        }

        return BookingFact.Of(state, reference.ToUpperInvariant()) is { Status: PairStatus.Booked or PairStatus.Cancelled } fact
            ? new KnownBooking(fact, edition)
            : Refusals.BookingUnknown();
    }

    public async Task<Answer<PairView>> Cancel(BookingSession session, string reference)
    {
        if (await campaigns.Get() is not { } edition)
        {
            return Refusals.NotOpenYet();
        }

        var code = session.Code!.Value;
        if (await Settled(code) is not { } state)
        {
            return Refusals.Busy();
        }

        if (state.Phase is PairPhase.Booked or PairPhase.Undoing && PairOf(state, reference) is { } pair)
        {
            if (state.Phase == PairPhase.Booked && ChangeLimit.Check(pair, pair.Legs, edition, time.GetUtcNow()) is { } late)
            {
                return late;
            }

            switch (await saga.Cancel(code, pair.Id, seatsBack.Next(edition)))
            {
                case PairOutcome.Ended or PairOutcome.CodeRefused { Reason: CodeOutcome.NoSuchPair }:
                    break;
                case PairOutcome.CodeRefused:
                case PairOutcome.Busy:
                    return Refusals.Busy();
                default:
                    return Refusals.OutcomeUnknown();
            }
        }

        return await Read(session, reference);
    }

    /// <summary>The code's state; a step whose driver was lost is taken up rather than shown half done.</summary>
    public async ValueTask<CodeState?> Settled(CodeId code)
    {
        var state = await grains.Read(code);
        if (state is { IsUnfinished: true })
        {
            await saga.Resume(code);
            state = await grains.Read(code);
        }

        return state;
    }

    private static IReadOnlyList<VaccineView> Vaccines(CampaignEdition edition, CodeState state, DateTimeOffset now) =>
        [.. edition.Campaign.Vaccines.Where(v => Standing.MayTake(state.Origin, v, now)).Select(v => new VaccineView(v.Id, v.Name, v.Doses, v.MinDays, v.MaxDays))];

    /// <summary>The code's pair where it bears this reference.</summary>
    public static Pair? PairOf(CodeState state, string reference) => state.Pair is { } pair && Same(pair.Reference, reference) ? pair : null;

    private static bool Same(string reference, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(reference), Encoding.UTF8.GetBytes(given.ToUpperInvariant()));
}

internal sealed record KnownBooking(BookingFact Fact, CampaignEdition Edition);

/// <summary>What a redeemed code is good for.</summary>
/// <param name="Group">Booking group: the code is valid at its centres.</param>
/// <param name="Pair">What is held or booked with it; null for nothing.</param>
/// <param name="Vaccines">Those that its person may take, as far as the code knows their age.</param>
internal sealed record CodeView(int Group, PairView? Pair, IReadOnlyList<VaccineView> Vaccines)
{
    /// <summary>The code in clear, only in the answer that issues it.</summary>
    public string? Code { get; init; }

    /// <summary>The session with the code in it, for clients with bearer tokens; browsers got a cookie.</summary>
    public string? Token { get; init; }
}

internal sealed record VaccineView(string Id, string Name, int Doses, int MinDays, int MaxDays);
