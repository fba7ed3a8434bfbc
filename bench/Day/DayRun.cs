using System.Globalization;
using WaitingRoom.Booking.Codes;
using WaitingRoom.Booking.Confirming;
using WaitingRoom.Booking.Contacts;
using WaitingRoom.Booking.Holding;
using WaitingRoom.Booking.Managing;
using WaitingRoom.Booking.Offers;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Server.Hosting;

namespace WaitingRoom.Bench.Day;

/// <summary>Plays the plan second by second, one deed after the other. Every search is compared with the plain scan at its very moment.</summary>
internal sealed class DayRun
{
    /// <summary>Whoever loses a seat takes the next offer, so often at most, and then gives up.</summary>
    private const int MostTries = 5;

    private readonly DayPlan plan;
    private readonly DayWorld world;
    private readonly PlainScan scan;
    private readonly DayTally tally = new();
    private readonly Random random;
    private readonly PriorityQueue<Func<Task>, (int Second, long Order)> deeds = new();
    private readonly Dictionary<DayId, List<(AppointmentId Appointment, DateTimeOffset Since, List<double> Hidden)>> freed = [];
    private readonly DateOnly last;
    private long order;
    private int second;

    public DayRun(DayPlan plan, DayWorld world)
    {
        (this.plan, this.world, random) = (plan, world, new Random(plan.Seed));
        scan = new PlainScan(world.Days, world.Edition);
        last = world.Days.Keys.Max(day => day.Date);
        world.Changed = SeeFreed;
    }

    public async Task<DayResult> RunAsync(CancellationToken cancellation)
    {
        var seats = world.Days.Values.Sum(day => day.Slots.Values.Sum(slot => (long)slot.Capacity));
        await InviteAsync(cancellation);
        for (second = 1; second <= DayPlan.Seconds; second++)
        {
            cancellation.ThrowIfCancellationRequested();
            await world.SecondAsync();
            while (deeds.TryPeek(out var deed, out var when) && when.Second <= second)
            {
                deeds.Dequeue();
                await deed();
            }
        }

        return DayResult.Of(plan, seats, tally);
    }

    private async Task InviteAsync(CancellationToken cancellation)
    {
        var (issuer, hashing, centres, vaccines) = (world.Get<CodeIssuer>(), world.Get<CodeHashing>(), world.Edition.Campaign.Centres, world.Edition.Campaign.Vaccines);
        for (var number = 0; number < plan.People; number++)
        {
            var home = centres[random.Next(centres.Count)];
            var channel = Happens(plan.PhonePercent) ? Channel.Phone : Channel.Web;
            var person = (Vaccine: vaccines[random.Next(vaccines.Count)], DropsOut: Happens(plan.DropOutPercent), Cancels: Happens(plan.CancelPercent));

            // Most come at the opening: half of them within the first hour.
            var chooses = 600 + (int)(Math.Pow(random.NextDouble(), 3) * (DayPlan.Seconds - 3600));
            var code = await First(issuer.Issue(1, home.BookingGroup, cancellation: cancellation));
            var id = BookingCode.TryRead(code, out var read) ? await hashing.Of(read) : throw new InvalidOperationException("An issued code can be read.");
            var session = new BookingSession($"day/{number}", WaitingRoomServer.Room, DayPlan.Opens, id, home.BookingGroup) { Channel = channel };
            var somebody = new Person(number, session, person.Vaccine, home.Postcode, person.DropsOut, person.Cancels);
            for (var search = 1; search < plan.SearchesEach; search++)
            {
                var (vaccine, postcode) = (vaccines[random.Next(vaccines.Count)], centres[random.Next(centres.Count)].Postcode);
                DateOnly? from = Happens(20) ? DayPlan.Date.AddDays(random.Next(60)) : null;
                At(chooses - random.Next(600), () => Search(new OfferQuery(session.Group, vaccine, postcode, from, channel)));
            }

            At(chooses, () => Look(somebody));
            At(chooses + 5 + random.Next(60), () => HoldAsync(somebody));
        }
    }

    private static async Task<string> First(IAsyncEnumerable<string> codes)
    {
        await foreach (var code in codes)
        {
            return code;
        }

        throw new InvalidOperationException("No code was issued.");
    }

    private Task Look(Person person)
    {
        person.Seen = Found(new OfferQuery(person.Session.Group, person.Vaccine, person.Postcode, null, person.Session.Channel));
        return Task.CompletedTask;
    }

    private Task Search(OfferQuery query)
    {
        Found(query);
        return Task.CompletedTask;
    }

    private OfferList Found(OfferQuery query)
    {
        var list = world.Get<OfferSearch>().Find(query, world.Edition);

        // On the day itself nothing was delivered yet, so no hour of the day matters.
        var from = query.From is { } asked && asked > DayPlan.Date ? asked : DayPlan.Date.AddDays(1);
        var offered = list.Offers.Count > 0 ? list.Offers[0].Legs[0].Date : (DateOnly?)null;
        var right = scan.Earliest(query.Group, query.Vaccine, from, last, query.Channel) == offered;
        tally.Searches++;
        tally.Earliest += right ? 1 : 0;
        tally.NothingLeft += right && offered is null ? 1 : 0;
        return list;
    }

    private async Task HoldAsync(Person person)
    {
        if (person.Seen is not { Offers: [var chosen, ..] })
        {
            tally.Refused("search", "nothing-left");
            return;
        }

        person.Tries++;
        var legs = chosen.Legs.Select(leg => new LegRequest(leg.Centre.Id, leg.Date, leg.Slot)).ToArray();
        var answer = await world.Get<Holder>().Hold(
            person.Session, new IdempotencyKey(string.Create(CultureInfo.InvariantCulture, $"h{person.Tries}")), new HoldRequest(person.Vaccine.Id, legs, person.Postcode));
        await LookAsync(legs);
        if (!answer.IsGiven(out var held, out var refusal))
        {
            tally.Refused("hold", refusal.Problem.Name);
            if (person.Tries < MostTries)
            {
                await Look(person);
                At(second + 2 + random.Next(10), () => HoldAsync(person));
            }

            return;
        }

        person.Held = held;
        if (person.DropsOut)
        {
            tally.DroppedOut++;
            Watch(person, legs, held.HeldUntil!.Value, tally.HiddenAfterHolds);
        }
        else
        {
            At(second + 20 + random.Next(400), () => ConfirmAsync(person, legs));
        }
    }

    private async Task ConfirmAsync(Person person, LegRequest[] legs)
    {
        if (!PairIds.TryRead(person.Held!.Id, out var id))
        {
            throw new InvalidOperationException("A hold has an id.");
        }

        var contact = new Contact("Erika Muster", string.Create(CultureInfo.InvariantCulture, $"erika.{person.Number}@example.org"), null);
        var answer = await world.Get<Confirmer>().Confirm(person.Session, new IdempotencyKey("b"), id, contact);
        await LookAsync(legs);
        if (!answer.IsGiven(out var booked, out var refusal))
        {
            tally.Refused("confirmation", refusal.Problem.Name);
            return;
        }

        tally.BookedOnline += person.Session.Channel == Channel.Web ? 1 : 0;
        tally.BookedByAgents += person.Session.Channel == Channel.Phone ? 1 : 0;
        if (person.Cancels)
        {
            At(second + 600 + random.Next(7200), () => CancelAsync(person, booked.Reference!, legs));
        }
    }

    private async Task CancelAsync(Person person, string reference, LegRequest[] legs)
    {
        var answer = await world.Get<BookingDesk>().Cancel(person.Session, reference);
        if (!answer.IsGiven(out _, out var refusal))
        {
            tally.Refused("cancellation", refusal.Problem.Name);
            return;
        }

        tally.Cancelled++;
        Watch(person, legs, world.Time.GetUtcNow(), tally.HiddenAfterCancellations);
        await LookAsync(legs);
    }

    /// <param name="since">From when on nobody needs the seats any more.</param>
    private void Watch(Person person, LegRequest[] legs, DateTimeOffset since, List<double> hidden)
    {
        if (!PairIds.TryRead(person.Held!.Id, out var pair))
        {
            throw new InvalidOperationException("A hold has an id.");
        }

        foreach (var (i, leg) in legs.Index())
        {
            var day = new DayId(leg.Centre, leg.Date);
            if (!freed.TryGetValue(day, out var ofDay))
            {
                freed.Add(day, ofDay = []);
            }

            ofDay.Add((AppointmentId.Derive(pair.ToString(), "appointment", i.ToString(CultureInfo.InvariantCulture)), since, hidden));
        }
    }

    /// <summary>A seat that was given up is anybody's where its appointment is no longer on the day.</summary>
    private void SeeFreed(DayState state)
    {
        if (!freed.TryGetValue(state.Id, out var ofDay))
        {
            return;
        }

        foreach (var (_, since, hidden) in ofDay.Where(seat => !state.Appointments.ContainsKey(seat.Appointment)))
        {
            hidden.Add((world.Time.GetUtcNow() - since).TotalSeconds);
        }

        ofDay.RemoveAll(seat => !state.Appointments.ContainsKey(seat.Appointment));
    }

    private async Task LookAsync(LegRequest[] legs)
    {
        foreach (var leg in legs)
        {
            await world.LookAsync(new DayId(leg.Centre, leg.Date));
        }
    }

    private bool Happens(int percent) => random.Next(100) < percent;

    private void At(int when, Func<Task> deed) => deeds.Enqueue(deed, (Math.Max(when, second + 1), order++));
}
