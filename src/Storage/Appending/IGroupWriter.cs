using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Storage.Appending;

/// <summary>Writes a group of appends of different streams in one transaction. Called by one caller at a time.</summary>
internal interface IGroupWriter : IAsyncDisposable
{
    /// <summary>All or nothing. Never throws for a failure of storage.</summary>
    ValueTask<GroupResult> Write(IReadOnlyList<AppendRequest> group);
}

/// <summary>How a shared transaction ended. A closed set.</summary>
internal enum GroupResult
{
    Committed,

    /// <summary>Undone: a sequence number of one of its streams is taken.</summary>
    SequenceTaken,

    /// <summary>Undone: a stream already holds one of the operations.</summary>
    OperationRepeated,

    /// <summary>Undone: a seat is taken.</summary>
    SeatTaken,

    /// <summary>Undone for another reason, such as a deadlock or data that the engine cannot hold; parts of the group may succeed.</summary>
    Undone,

    /// <summary>Nobody knows.</summary>
    Unknown,
}
