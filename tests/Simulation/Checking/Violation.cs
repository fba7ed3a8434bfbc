namespace WaitingRoom.Simulation.Checking;

/// <summary>What must never happen, or must always hold.</summary>
internal enum Rule
{
    /// <summary>No seat is held or booked twice.</summary>
    SeatTwice,

    /// <summary>No seat is booked twice.</summary>
    SeatBookedTwice,

    /// <summary>No seat is taken beyond a slot's capacity or a channel's share, on a closed day, or for an id that was ended.</summary>
    TakenAgainstTheRules,

    /// <summary>A hold ends when it is due, not before.</summary>
    ExpiredEarly,

    /// <summary>free + held + booked = capacity + deficit, and the seats agree with the appointments.</summary>
    Sums,

    /// <summary>A state that a writer published is the fold of the ledger.</summary>
    StateDiffers,

    /// <summary>Appointments, availability and reminders say what the ledger says.</summary>
    ProjectionDiffers,

    /// <summary>A code goes through its phases in their order.</summary>
    PhaseOrder,

    /// <summary>A booked pair is booked on all its days with the seats it names; a booked seat is given back only once its code said so.</summary>
    PairIntegrity,

    /// <summary>What was answered is in the ledger.</summary>
    AnsweredNotInLedger,

    /// <summary>What was refused is not in the ledger afterwards.</summary>
    RefusedInLedger,

    /// <summary>An expired hold is free again without anybody asking.</summary>
    ExpiredNotFreed,

    /// <summary>After everything healed nothing is left unfinished, and a pair is both or none.</summary>
    NotAtRest,

    /// <summary>A writer's loop never fails.</summary>
    LoopFailed,
}

internal sealed record Violation(Rule Rule, string Message, int Step);
