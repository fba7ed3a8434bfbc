using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Cluster.Backend;

/// <summary>
/// How the booking backend of the whole cluster fares: booking nodes tell it each second, queue nodes ask it each second. What the rooms have learned of the backend is kept, so that a queue node that
/// starts while the backend suffers does not open the door first.
/// </summary>
[Alias("wr.backend")]
internal interface IBackendGrain : IGrainWithIntegerKey
{
    [Alias("tell"), ResponseTimeout("00:00:02")]
    Task Tell(BackendCalls calls);

    /// <summary>What was told since <paramref name="cursor"/>; 0 asks for nothing but the present cursor and what is known.</summary>
    [Alias("hear"), ResponseTimeout("00:00:02")]
    Task<BackendNews> Hear(long cursor);

    /// <summary>What a queue node has learned; stored when it differs notably from what is stored.</summary>
    [Alias("learn"), ResponseTimeout("00:00:02")]
    Task Learn(BackendKnowledge known);
}

/// <param name="Cursor">To be handed in next time.</param>
[GenerateSerializer, Immutable, Alias("wr.backend-news")]
internal sealed record BackendNews([property: Id(0)] long Cursor, [property: Id(1)] BackendCalls Calls, [property: Id(2)] BackendKnowledge? Known);
