namespace WaitingRoom.Chaos.Checks;

/// <summary>What the database says, all of it as of one instant.</summary>
internal sealed record Facts
{
    public IReadOnlyList<AppointmentRow> Appointments { get; init; } = [];

    /// <summary>Availability rows, which every node serves the overview from.</summary>
    public IReadOnlyList<DayRow> Rows { get; init; } = [];

    /// <summary>Centre-days, folded from the ledger by the checker's own rules.</summary>
    public IReadOnlyList<DayBook> Days { get; init; } = [];

    /// <summary>Codes, folded from the ledger.</summary>
    public IReadOnlyList<CodeBook> Codes { get; init; } = [];

    /// <summary>The waiting room, folded from the ledger.</summary>
    public RoomBook Room { get; init; } = new();

    /// <summary>References that bookings can be found by.</summary>
    public IReadOnlySet<string> References { get; init; } = new HashSet<string>();

    /// <summary>Places of the ledger, written stream@sequence, that hold more than one event.</summary>
    public IReadOnlyList<string> TakenTwice { get; init; } = [];
}

/// <summary>A live appointment.</summary>
/// <param name="Day">centre/yyyy-mm-dd.</param>
internal sealed record AppointmentRow(Guid Id, string Day, string Slot, int Seat)
{
    public string Place => $"{Day}/{Slot}";
}

/// <param name="Slots">By slot, HHmm-vaccine.</param>
internal sealed record DayRow(string Day, long Version, IReadOnlyDictionary<string, SlotCounts> Slots);

/// <summary>One slot as the public is told.</summary>
/// <param name="Web">Free for citizens.</param>
/// <param name="Phone">Free for agents.</param>
internal sealed record SlotCounts(int Web, int Phone, int Held, int Capacity);
