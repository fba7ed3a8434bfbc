using WaitingRoom.Grains.Days;

namespace WaitingRoom.Simulation.Checking;

/// <summary>Compares the product's fold of a day with the model's.</summary>
internal static class StateCheck
{
    public static void Same(DayState state, DayModel model, Action<Rule, string> broken)
    {
        if (Difference(state, model) is { } difference)
        {
            broken(Rule.StateDiffers, $"{state.Id} at {state.Version}: {difference}");
        }
    }

    private static string? Difference(DayState state, DayModel model)
    {
        if (state.Closed != model.Closed || state.QuotaReturned != model.QuotaReturned || state.QuotaReturnsAt != model.QuotaAt)
        {
            return "closing or quota";
        }

        if (state.Appointments.Count != model.Live.Count || state.Ended.Count != model.Ended.Count || state.Slots.Count != model.Slots.Count
            || state.Expiries.Count != model.Live.Values.Count(c => c.Until is not null) || state.NextDue != model.NextDue)
        {
            return "how many there are, or what is due next";
        }

        foreach (var (id, appointment) in state.Appointments)
        {
            if (!model.Live.TryGetValue(id, out var claim) || claim != new DayModel.Claim(appointment.Slot, appointment.Seat, appointment.Channel, appointment.HeldUntil)
                || appointment.Cooling != model.Ended.Contains(id))
            {
                return $"{appointment} is {claim}";
            }
        }

        foreach (var (id, slot) in state.Slots)
        {
            if (!model.Slots.TryGetValue(id, out var places) || slot.WebCapacity != places.Web || slot.PhoneCapacity != places.Phone
                || slot.WebHeld != model.Count(id, Channel.Web, booked: false) || slot.WebBooked != model.Count(id, Channel.Web, booked: true)
                || slot.PhoneHeld != model.Count(id, Channel.Phone, booked: false) || slot.PhoneBooked != model.Count(id, Channel.Phone, booked: true))
            {
                return $"{slot}";
            }
        }

        return state.Ended.All(model.Ended.Contains) ? null : "who was ended";
    }
}
