namespace WaitingRoom.Grains.Rooms;

/// <summary>What an operator sets for a room.</summary>
/// <param name="CeilingPerMinute">Most admissions a minute; 0 admits nobody.</param>
public sealed record RoomSettings(int CeilingPerMinute)
{
    /// <summary>Until an operator says otherwise: about what one node books comfortably while each person takes five minutes.</summary>
    public static readonly RoomSettings Default = new(CeilingPerMinute: 600);
}

/// <summary>A waiting room: who has a number, who is being served, who has claimed. Immutable.</summary>
public sealed record RoomState(RoomId Id)
{
    public RoomSettings Settings { get; init; } = RoomSettings.Default;

    /// <summary>The last number given out in blocks; the first number is 1.</summary>
    public long Issued { get; init; }

    /// <summary>"Now serving": everyone up to this number may claim.</summary>
    public long Serving { get; init; }

    /// <summary>When <see cref="Serving"/> last moved.</summary>
    public DateTimeOffset ServedAt { get; init; }

    /// <summary>Fraction of an admission left over when it moved.</summary>
    public double Credit { get; init; }

    /// <summary>Numbers that have claimed their admission.</summary>
    public NumberSet Claimed { get; init; } = NumberSet.Empty;
}
