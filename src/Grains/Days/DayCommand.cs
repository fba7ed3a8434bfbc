using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Grains.Days;

/// <summary>What can be asked of a centre-day. A closed set.</summary>
public abstract record DayCommand(OperationId Operation) : ICommand
{
    public virtual bool FromNewest => false;

    /// <summary>Adds places, for example of one delivery. Answers <see cref="DayOutcome.SupplyAdded"/>.</summary>
    /// <param name="Zone">IANA zone of the centre's wall clock.</param>
    public sealed record AddSupply(OperationId Operation, string Zone, IReadOnlyList<SlotPlaces> Places, DateTimeOffset? QuotaReturnsAt = null) : DayCommand(Operation);

    /// <summary>
    /// Takes back up to <paramref name="Doses"/> places of a vaccine that nobody holds or has booked, evenly over the day's slots.
    /// Answers <see cref="DayOutcome.SupplyWithdrawn"/>, with what could not be taken back.
    /// </summary>
    public sealed record WithdrawSupply(OperationId Operation, string Vaccine, int Doses) : DayCommand(Operation);

    /// <summary>
    /// Sets a slot's capacity. Below what is taken it leaves a deficit. Answers <see cref="DayOutcome.CapacitySet"/>.
    /// </summary>
    public sealed record SetCapacity(OperationId Operation, SlotPlaces Places) : DayCommand(Operation);

    /// <summary>
    /// Another number of doses is drawn from a vial of a vaccine: the capacity of its slots follows, see <see cref="VialScale"/>. Nobody loses a seat.
    /// Answers <see cref="DayOutcome.SupplyScaled"/>.
    /// </summary>
    public sealed record ScaleSupply(OperationId Operation, string Vaccine, int FromDoses, int ToDoses) : DayCommand(Operation);

    /// <summary>Sets when the unused phone share becomes everybody's. Answers <see cref="DayOutcome.QuotaReturnSet"/>.</summary>
    public sealed record SetQuotaReturn(OperationId Operation, DateTimeOffset? At) : DayCommand(Operation);

    /// <summary>Reserves a seat until an instant. Answers Held, Full, Closed, NoSuchSlot, SlotPast or AppointmentEnded.</summary>
    /// <param name="Rule">Version of the campaign whose rule the pair was chosen under; 0 where none is known.</param>
    /// <param name="Former">An appointment that the same person gave back: while its seat of this slot cools, it is theirs before it is anybody's.</param>
    /// <param name="IsOffer">Held for somebody on the waiting list, who is told by a message: for longer than a hold, and a seat that cools is theirs before it is anybody's.</param>
    public sealed record Hold(
        OperationId Operation, AppointmentId Appointment, SlotId Slot, Channel Channel, DateTimeOffset Until, long Rule = 0, AppointmentId? Former = null, bool IsOffer = false)
        : DayCommand(Operation);

    /// <summary>Lengthens a hold that has not run out. Answers HoldExtended or HoldGone.</summary>
    public sealed record ExtendHold(OperationId Operation, AppointmentId Appointment, DateTimeOffset Until) : DayCommand(Operation);

    /// <summary>
    /// Books the held seat; where the hold ran out, takes a seat of the slot again if there is one. Answers Booked, Full, Closed, NoSuchSlot, SlotPast or AppointmentEnded.
    /// </summary>
    public sealed record Book(OperationId Operation, AppointmentId Appointment, SlotId Slot, Channel Channel) : DayCommand(Operation);

    /// <summary>
    /// Gives the seat back, held or booked, and ends the id for good, so that a late <see cref="Hold"/> or <see cref="Book"/> for it is refused. Answers Freed,
    /// or Booked where it was to be freed only if held.
    /// </summary>
    /// <param name="OnlyIfHeld">For whoever gives up a hold without asking the code: somebody else may have confirmed it meanwhile.</param>
    /// <param name="BackAt">When the seat of a booked appointment becomes anybody's; until then it cools and counts as held. Null for at once.</param>
    public sealed record Free(OperationId Operation, AppointmentId Appointment, bool OnlyIfHeld = false, DateTimeOffset? BackAt = null) : DayCommand(Operation);

    /// <summary>No new holds or bookings; what is booked stays until it is moved. Answers DayClosed.</summary>
    public sealed record Close(OperationId Operation) : DayCommand(Operation);

    /// <summary>Answers DayReopened.</summary>
    public sealed record Reopen(OperationId Operation) : DayCommand(Operation);

    /// <summary>Does what has become due. Answers Ticked.</summary>
    /// <param name="Reminded">True when a reminder asks and not the writer's own timer: the reminder is the ledger's, so the ledger is read again.</param>
    public sealed record Tick(bool Reminded = false) : DayCommand(OperationId.None)
    {
        public override bool FromNewest => Reminded;
    }
}

/// <summary>Places of one slot by channel; both at least 0.</summary>
public sealed record SlotPlaces(SlotId Slot, int Web, int Phone);
