using System.Text.Json.Nodes;
using WaitingRoom.Chaos.Journal;

namespace WaitingRoom.Chaos.Load;

/// <summary>What somebody does with a booking after a little thought.</summary>
internal sealed class Changing(BookingLog booking, Wishes wishes, Steps steps, ChaosJournal journal, Tally tally, TimeProvider time)
{
    private string Path => $"/booking/bookings/{booking.Reference}";

    public async Task<JourneyEnd> CancelAsync(CancellationToken stop)
    {
        await Task.Delay(wishes.ThinksFor, time, stop);
        journal.Changes(booking, []);
        var answer = await steps.AskAsync(
            new Call(HttpMethod.Delete, Path, steps.NextKey()) { Name = "cancel", Bearer = steps.Session, Days = Offered.DaysOf(booking.Acknowledged) }, stop);
        if (answer is { Succeeded: true } && answer.Find("status") == "cancelled")
        {
            journal.WasChanged(booking, [], answer.Node);
            return JourneyEnd.Cancelled;
        }

        return Doubt("cancel", answer);
    }

    public async Task<JourneyEnd> RebookAsync(CancellationToken stop)
    {
        await Task.Delay(wishes.ThinksFor, time, stop);
        var found = await steps.AskAsync(new Call(HttpMethod.Get, $"{Path}/offers?postcode={wishes.Postcode}") { Name = "other offers", Bearer = steps.Session }, stop);
        if (found?.Body?["offers"] is not JsonArray { Count: > 0 } offers)
        {
            return JourneyEnd.Booked;
        }

        var legs = Offered.Legs(offers[wishes.ChooseOf(offers.Count)]!);
        journal.Changes(booking, Offered.Wanted(legs));
        var answer = await steps.AskAsync(
            new Call(HttpMethod.Post, $"{Path}/rebook", steps.NextKey())
            {
                Name = "rebook", Bearer = steps.Session, Days = [.. Offered.Days(legs), .. Offered.DaysOf(booking.Acknowledged)], Body = new JsonObject { ["legs"] = legs },
            },
            stop);
        if (answer is { Succeeded: true } && answer.Find("status") == "booked")
        {
            journal.WasChanged(booking, Offered.Places(answer.Body!), answer.Node);
            return JourneyEnd.Rebooked;
        }

        if (answer is { Status: 409 })
        {
            // Told that everything is as it was.
            journal.NotChanged(booking);
            return JourneyEnd.Booked;
        }

        return Doubt("rebook", answer);
    }

    private JourneyEnd Doubt(string step, Answer? answer)
    {
        if (answer is not null)
        {
            tally.Met(step, answer);
        }

        return JourneyEnd.Unknown;
    }
}
