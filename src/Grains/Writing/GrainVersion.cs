namespace WaitingRoom.Grains.Writing;

/// <summary>A durable state, the sequence of its last event, and how far a snapshot reaches.</summary>
internal sealed record GrainVersion<TState>(TState State, long Sequence, long SnapshotSequence);
