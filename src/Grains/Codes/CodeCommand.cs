using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Grains.Codes;

/// <summary>What can be asked of a booking code. A closed set. The steps of a booking are taken by <c>PairSaga</c>.</summary>
public abstract record CodeCommand(OperationId Operation) : ICommand
{
    public virtual bool FromNewest => false;

    /// <summary>Makes the code valid. Answers Issued; the same for a code issued before.</summary>
    /// <param name="Origin">Where it comes from; null for a code of no batch.</param>
    public sealed record Issue(OperationId Operation, int Group, CodeOrigin? Origin = null) : CodeCommand(Operation);

    /// <summary>Writes down that both days hold a seat. Answers PairHeld, UnknownCode, OtherPair or IntervalViolated.</summary>
    public sealed record RecordHold(OperationId Operation, Pair Pair) : CodeCommand(Operation);

    /// <summary>The hold lasts longer now. Answers PairHeld or NoSuchPair.</summary>
    public sealed record RecordExtension(OperationId Operation, PairId Pair, DateTimeOffset HeldUntil) : CodeCommand(Operation);

    /// <summary>The person gave the hold back. Answers PairReleased or NoSuchPair.</summary>
    public sealed record RecordRelease(OperationId Operation, PairId Pair) : CodeCommand(Operation);

    /// <summary>
    /// The person confirms. From here on the booking is finished or undone, whatever breaks. Answers BookingBegun, PairBooked or NoSuchPair.
    /// </summary>
    /// <param name="SealedContact">Contact data encrypted at the edge.</param>
    /// <param name="WrappedContactKey">The key that opens it, wrapped; stored apart from the ledger.</param>
    /// <param name="Marks">What the contact's bookings are counted by; null for nothing.</param>
    public sealed record BeginBooking(
        OperationId Operation, PairId Pair, ReadOnlyMemory<byte> SealedContact, ReadOnlyMemory<byte> WrappedContactKey, ContactMarks? Marks = null) : CodeCommand(Operation);

    /// <summary>Both days have booked. Answers PairBooked, or PairEnded when it was given up meanwhile.</summary>
    public sealed record CompleteBooking(OperationId Operation, PairId Pair, IReadOnlyList<int> Seats) : CodeCommand(Operation);

    /// <summary>A day could not book. Answers UndoBegun, or PairBooked when it was completed meanwhile.</summary>
    public sealed record FailBooking(OperationId Operation, PairId Pair) : CodeCommand(Operation);

    /// <summary>The person cancels. Answers UndoBegun, PairEnded, OtherPair (something else is being changed) or NoSuchPair.</summary>
    /// <param name="SeatsBackAt">When the seats are anybody's again; null for at once.</param>
    public sealed record BeginCancel(OperationId Operation, PairId Pair, DateTimeOffset? SeatsBackAt = null) : CodeCommand(Operation);

    /// <summary>
    /// The person wants another pair in place of a booked one, which stays booked until the other is. Answers RebookBegun, PairBooked (it was done before), RevertBegun,
    /// Replacing, PairEnded (it failed before), OtherPair, IntervalViolated or NoSuchPair.
    /// </summary>
    /// <param name="Next">Appointments that are kept carry the id that they have; the seats of the others are ignored.</param>
    /// <param name="SeatsBackAt">When the seats that are given up are anybody's again; null for at once.</param>
    public sealed record BeginRebook(OperationId Operation, PairId Former, Pair Next, DateTimeOffset? SeatsBackAt) : CodeCommand(Operation);

    /// <summary>All days have booked the new pair. Answers Replacing or, when it was given up meanwhile, RevertBegun or PairEnded.</summary>
    public sealed record CompleteRebook(OperationId Operation, PairId Next, IReadOnlyList<int> Seats) : CodeCommand(Operation);

    /// <summary>A day could not book the new pair. Answers RevertBegun or, when it was completed meanwhile, Replacing or PairBooked.</summary>
    public sealed record FailRebook(OperationId Operation, PairId Next) : CodeCommand(Operation);

    /// <summary>All seats that were to be given back are. Answers PairBooked (with what the code has now), PairEnded or NoSuchPair.</summary>
    /// <param name="Next">The pair that was to take the place, whether it did or not.</param>
    public sealed record FinishRebook(OperationId Operation, PairId Next) : CodeCommand(Operation);

    /// <summary>The person can be reached otherwise now. Answers PairBooked, OtherPair or NoSuchPair.</summary>
    /// <param name="Marks">What the contact's bookings are counted by; null for nothing.</param>
    public sealed record ChangeContact(
        OperationId Operation, PairId Pair, ReadOnlyMemory<byte> SealedContact, ReadOnlyMemory<byte> WrappedContactKey, ContactMarks? Marks = null) : CodeCommand(Operation);

    /// <summary>Both days have given their seat back. Answers PairEnded or NoSuchPair.</summary>
    public sealed record FinishUndo(OperationId Operation, PairId Pair) : CodeCommand(Operation);

    /// <summary>
    /// Asks where an unfinished booking, cancellation or rebooking stands, in order to take it up. Answers BookingBegun, UndoBegun, RebookBegun, RevertBegun, Replacing, or
    /// NoSuchPair where nothing is unfinished.
    /// </summary>
    public sealed record TakeUp() : CodeCommand(OperationId.None)
    {
        public override bool FromNewest => true;
    }
}
