namespace WaitingRoom.Grains.Rooms;

/// <summary>What the waiting rooms of this process have learned of the booking backend, so that a process that starts while it suffers need not learn it anew.</summary>
public interface IBackendMemory
{
    BackendKnowledge Known { get; }

    /// <summary>Begins with what another process knew, unless something was learned here already.</summary>
    void Begin(BackendKnowledge known);
}

/// <param name="PerMinute">Admissions a minute that the backend bears; null while it is at ease.</param>
/// <param name="QuietMilliseconds">What an answer takes without load; 0 before the first.</param>
public sealed record BackendKnowledge(double? PerMinute, double QuietMilliseconds);
