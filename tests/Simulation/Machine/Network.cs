using WaitingRoom.Grains.Identity;

namespace WaitingRoom.Simulation.Machine;

/// <summary>
/// Calls between processes. A call is delivered when the simulator says so; its caller may give up before, and it is delivered all the same.
/// </summary>
internal sealed class Network
{
    /// <summary>Sent and not yet delivered.</summary>
    public List<Call> Messages { get; } = [];

    /// <summary>Whose caller still waits.</summary>
    public List<Call> Waiting { get; } = [];

    public void Send(Call call)
    {
        Messages.Add(call);
        Waiting.Add(call);
    }

    /// <summary>The processes that waited for the dead one learn that it is gone; what the dead one waited for is nobody's any more.</summary>
    public void Crashed(SimulatedProcess process)
    {
        for (var i = Waiting.Count - 1; i >= 0; i--)
        {
            var call = Waiting[i];
            if (call.From == process)
            {
                Waiting.RemoveAt(i);
            }
            else if (call.To == process)
            {
                call.GiveUp();
                Waiting.RemoveAt(i);
            }
        }
    }
}

/// <summary>One question of one process to a grain, wherever that is.</summary>
internal abstract class Call(SimulatedProcess from, StreamId stream)
{
    public SimulatedProcess From { get; } = from;

    public StreamId Stream { get; } = stream;

    public SimulatedProcess? To { get; protected set; }

    public abstract void Deliver(SimulatedProcess to);

    /// <summary>The caller hears "unknown".</summary>
    public abstract void GiveUp();
}
