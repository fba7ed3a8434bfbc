namespace WaitingRoom.Server.Grains;

/// <summary>Periodic work over the whole store. Of all processes on one store one has to do it; when several do, nothing happens twice.</summary>
internal interface ISweep
{
    /// <summary>What it is called among the sweeps.</summary>
    string Name { get; }

    /// <summary>From one sweep to the next.</summary>
    TimeSpan Every { get; }

    Task Sweep(CancellationToken cancellation);
}
