using System.Globalization;
using System.Text.Json.Nodes;
using WaitingRoom.Chaos.Journal;
using WaitingRoom.Chaos.World;

namespace WaitingRoom.Chaos.Load;

/// <summary>One citizen's whole way: join, wait, come in, redeem a code, search, hold, confirm; some cancel or move what they booked.</summary>
internal sealed class Journey(int number, string code, Wishes wishes, Steps steps, ChaosJournal journal, Tally tally, int seed, TimeProvider time)
{
    /// <summary>Whoever finds the chosen seat taken takes the next offer, so often at most.</summary>
    private const int MostTries = 20;

    /// <summary>What is sooner may be too late to cancel or to move.</summary>
    private const int DaysAhead = 3;

    /// <summary>How long somebody waits for the turn at most.</summary>
    private static readonly TimeSpan MostWaiting = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>How far it has come.</summary>
    public string Step => steps.Last;

    public async Task<JourneyEnd> RunAsync(CancellationToken stop)
    {
        if (await ComeInAsync(stop) is not { } admission || await BeginAsync(admission, stop) is not { } begun)
        {
            return JourneyEnd.GaveUp;
        }

        steps.Session = begun;
        return await BookAsync(stop) switch
        {
            (_, { } booking) when wishes.Cancels => await new Changing(booking, wishes, steps, journal, tally, time).CancelAsync(stop),
            (_, { } booking) when wishes.Rebooks => await new Changing(booking, wishes, steps, journal, tally, time).RebookAsync(stop),
            (var end, _) => end,
        };
    }

    /// <summary>The admission; null when patience ran out.</summary>
    private async Task<string?> ComeInAsync(CancellationToken stop)
    {
        if (await steps.AskAsync(new Call(HttpMethod.Post, $"/rooms/{OpenedRoom.Name}/tickets", steps.NextKey()) { Name = "join" }, stop) is not { } joined || !Expect("join", joined))
        {
            return null;
        }

        var ticket = joined.Text("ticket");
        var ticketNumber = (long)joined.Body!["number"]!;
        journal.Joined(ticketNumber);
        var begun = time.GetTimestamp();
        var claim = new Call(HttpMethod.Post, $"/rooms/{OpenedRoom.Name}/admissions", steps.NextKey()) { Name = "claim", Bearer = ticket };
        while (await steps.AskAsync(claim, stop) is { } claimed)
        {
            if (claimed.Succeeded)
            {
                journal.Admitted(ticketNumber);
                return claimed.Text("admission");
            }

            if (claimed.Status != 409 || time.GetElapsedTime(begun) > MostWaiting)
            {
                tally.Met("claim", claimed);
                return null;
            }

            // Not yet. The next look may land at any node.
            steps.Elsewhere();
            await Task.Delay(claimed.RetryAfter is { } wait && wait < LongestPause ? wait : LongestPause, time, stop);
        }

        return null;
    }

    /// <summary>The session with the code redeemed; null when patience ran out.</summary>
    private async Task<string?> BeginAsync(string admission, CancellationToken stop)
    {
        var opened = await steps.AskAsync(new Call(HttpMethod.Post, "/booking/sessions", steps.NextKey()) { Name = "session", Bearer = admission }, stop);
        if (opened is null || !Expect("session", opened))
        {
            return null;
        }

        var redeemed = await steps.AskAsync(
            new Call(HttpMethod.Post, "/booking/codes", steps.NextKey()) { Name = "redeem", Bearer = opened.Text("token"), Body = new JsonObject { ["code"] = code } }, stop);
        return redeemed is not null && Expect("redeem", redeemed) ? redeemed.Text("token") : null;
    }

    private async Task<(JourneyEnd End, BookingLog? Booking)> BookAsync(CancellationToken stop)
    {
        var from = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(DaysAhead).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var search = new Call(HttpMethod.Get, $"/booking/offers?vaccine={wishes.Vaccine}&postcode={wishes.Postcode}&from={from}") { Name = "offers", Bearer = steps.Session };
        var found = await steps.AskAsync(search, stop);
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            if (found is null)
            {
                return (JourneyEnd.GaveUp, null);
            }

            if ((found.Body?["offers"] ?? found.Body?["next"]?["offers"]) is not JsonArray { Count: > 0 } offers)
            {
                tally.Met("offers", found);
                return (JourneyEnd.Refused, null);
            }

            var legs = Offered.Legs(offers[wishes.ChooseOf(offers.Count)]!);
            var hold = await steps.AskAsync(
                new Call(HttpMethod.Post, "/booking/holds", steps.NextKey())
                {
                    Name = "hold", Bearer = steps.Session, Days = Offered.Days(legs), Body = new JsonObject { ["vaccine"] = wishes.Vaccine, ["legs"] = legs },
                },
                stop);
            if (hold is null)
            {
                return (JourneyEnd.GaveUp, null);
            }

            if (HoldOf(hold) is { } id)
            {
                if (wishes.DropsOut)
                {
                    return (JourneyEnd.DroppedOut, null);
                }

                var (end, booking, next) = await ConfirmAsync(id, Offered.Days(legs), stop);
                if (end is { } over)
                {
                    return (over, booking);
                }

                found = next?.Body?["next"] is JsonObject ? next : await steps.AskAsync(search, stop);
                continue;
            }

            if (hold.Problem is not ("slot-just-taken" or "attempt-over" or "slot-past"))
            {
                tally.Met("hold", hold);
            }

            found = hold.Body?["next"] is JsonObject ? hold : await steps.AskAsync(search, stop);
        }

        return (JourneyEnd.Refused, null);
    }

    /// <summary>An end, or what to choose from next where the hold was lost.</summary>
    private async Task<(JourneyEnd? End, BookingLog? Booking, Answer? Next)> ConfirmAsync(string hold, IReadOnlyList<string> days, CancellationToken stop)
    {
        var contact = new JsonObject { ["name"] = "Erika Muster", ["email"] = string.Create(CultureInfo.InvariantCulture, $"erika.{seed}.{number}@example.org") };
        var confirm = new Call(HttpMethod.Post, "/booking/bookings", steps.NextKey())
        {
            Name = "confirm", Bearer = steps.Session, Days = days, Body = new JsonObject { ["hold"] = hold, ["contact"] = contact },
        };
        journal.Confirms(number);
        var answer = await steps.AskAsync(confirm, stop);
        if (answer is { Succeeded: true })
        {
            return (JourneyEnd.Booked, journal.WasBooked(new BookingLog(number, answer.Text("reference"), Offered.Places(answer.Body!))
            {
                Session = steps.Session, Browser = wishes.Browser, Address = wishes.Address, Node = answer.Node,
            }), null);
        }

        if (answer is { Problem: "appointments-gone" or "hold-ended" })
        {
            journal.NotBooked(number);
            return (null, null, answer);
        }

        if (answer is not null)
        {
            tally.Met("confirm", answer);
        }

        return (JourneyEnd.Unknown, null, null);
    }

    /// <summary>Whether a step succeeded that can only succeed or fail.</summary>
    private bool Expect(string step, Answer answer)
    {
        if (!answer.Succeeded)
        {
            tally.Met(step, answer);
        }

        return answer.Succeeded;
    }

    /// <summary>Of a new hold, or of one that an earlier attempt left behind.</summary>
    private static string? HoldOf(Answer answer) =>
        answer.Succeeded ? answer.Text("id")
        : answer.Problem == "code-already-holds" && answer.Body?["existing"] is JsonObject existing ? (string?)existing["id"]
        : null;
}
