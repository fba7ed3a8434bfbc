using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Simulation.Driving;

namespace WaitingRoom.Simulation.Checking;

/// <summary>Compares the read models with what the ledger says.</summary>
internal static class ProjectionCheck
{
    public static void Day(World world, DayId id, DayModel model, Action<Rule, string> broken)
    {
        if (!world.Options.Ledger.Fence)
        {
            // A forked history projects whichever branch wrote last; the control looks at the seats.
            return;
        }

        var rows = 0;
        foreach (var (key, row) in world.Ledger.Appointments)
        {
            if (key.Day != id)
            {
                continue;
            }

            rows++;
            if (!model.Live.TryGetValue(key.Appointment, out var claim) || claim.Until is not null || claim.Slot != row.Slot || claim.Seat != row.Seat)
            {
                broken(Rule.ProjectionDiffers, $"{id}: the appointments have {key.Appointment} at {row}, the ledger {claim}");
            }
        }

        if (rows != model.Booked)
        {
            broken(Rule.ProjectionDiffers, $"{id}: {rows} appointments, {model.Booked} booked");
        }

        Reminder(world, id.Stream.Value, ToTheSecond(model.NextDue), broken);
        var stored = world.Ledger.Availability[id];
        var row_ = DayAvailability.FromJson(stored.Body);
        if (stored.Version != model.Version || row_.Closed != model.Closed || row_.NextHoldEnds != model.NextHoldEnds
            || row_.Vaccines.Sum(v => v.Starts.Length) != model.Slots.Count || !row_.Vaccines.All(v => Agrees(v, model)))
        {
            broken(Rule.ProjectionDiffers, $"{id}: availability {System.Text.Encoding.UTF8.GetString(stored.Body.Span)}");
        }
    }

    public static void Code(World world, CodeModel model, Action<Rule, string> broken)
    {
        if (!world.Options.Ledger.Fence)
        {
            return;
        }

        Reminder(world, model.Id.Stream.Value, model.NextDue, broken);
        if (model.IsBooked)
        {
            var reference = model.Pair!.Reference;
            if (!world.Ledger.References.TryGetValue(reference, out var code) || code != model.Id.Stream || !world.Ledger.ContactKeys.Contains(reference))
            {
                broken(Rule.ProjectionDiffers, $"code {model.Id}: no reference or no contact key for {reference}");
            }
        }
    }

    /// <summary>A day's reminder is rounded down, a code's is not.</summary>
    private static DateTimeOffset? ToTheSecond(DateTimeOffset? due) => due is { } at ? at.AddTicks(-(at.UtcTicks % TimeSpan.TicksPerSecond)) : null;

    private static void Reminder(World world, string stream, DateTimeOffset? due, Action<Rule, string> broken)
    {
        var stored = world.Ledger.Reminders.TryGetValue(stream, out var at) ? at : (DateTimeOffset?)null;
        if (stored != due)
        {
            broken(Rule.ProjectionDiffers, $"{stream}: reminder at {stored:O}, due {due:O}");
        }
    }

    private static bool Agrees(VaccineAvailability row, DayModel model)
    {
        for (var i = 0; i < row.Starts.Length; i++)
        {
            var slot = new SlotId(TimeOnly.FromTimeSpan(TimeSpan.FromMinutes(row.Starts[i])), row.Vaccine);
            if (!model.Slots.TryGetValue(slot, out var places) || row.Capacity[i] != places.Web + places.Phone
                || row.Web[i] != model.Free(slot, Channel.Web) || row.Phone[i] != model.Free(slot, Channel.Phone)
                || row.Held[i] != model.Live.Values.Count(c => c.Slot == slot && c.Until is not null))
            {
                return false;
            }
        }

        return true;
    }
}
