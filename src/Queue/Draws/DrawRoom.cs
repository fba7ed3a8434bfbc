using WaitingRoom.Grains;
using WaitingRoom.Grains.Draws;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Queue.Joining;

namespace WaitingRoom.Queue.Draws;

/// <summary>What this node knows of one room's draw: the state last seen, the way into its pre-queue, its roster once closed.</summary>
internal sealed class DrawRoom(RoomId id, IGrains grains, IReadModels readModels, TimeProvider time)
{
    private readonly Lock sync = new();
    private RoomState? state;
    private Task<RosterTree>? roster;
    private bool closed;

    public RoomId Id { get; } = id;

    public PreQueue PreQueue { get; } = new(id, grains, readModels, time);

    /// <summary>Used by the loop only: when to ask the beacon again, and after how many failures.</summary>
    public DateTimeOffset AskBeaconAt { get; set; }

    public int BeaconFailures { get; set; }

    /// <summary>Used by the loop only: the fault it told last, so that it tells each once.</summary>
    public string? ToldFault { get; set; }

    /// <summary>As of the last look, at most a second ago while the loop runs; looks itself before the first. Null when storage does not answer.</summary>
    public async ValueTask<RoomState?> See() => Volatile.Read(ref state) ?? await Look();

    public async ValueTask<RoomState?> Look()
    {
        if (await grains.Read(Id) is { } seen)
        {
            PreQueue.See(seen.Roster.Count);
            Volatile.Write(ref state, seen);
        }

        return Volatile.Read(ref state);
    }

    /// <summary>
    /// True when nobody can enter any more. A state read after the opening may still lack tickets that are being committed; the room answers a late entry only when
    /// all before it are durable.
    /// </summary>
    public async ValueTask<bool> IsClosed(RoomState seen)
    {
        if (seen.Draw is not null || Volatile.Read(ref closed))
        {
            return true;
        }

        if (seen.Settings.OpensAt <= time.GetUtcNow()
            && await grains.Ask(Id, new RoomCommand.Enter(OperationId.New(), [])) is Reply<RoomOutcome>.Done { Outcome: RoomOutcome.PreQueueOver }
            && await grains.Read(Id) is { } final)
        {
            Volatile.Write(ref state, final);
            Volatile.Write(ref closed, true);
        }

        return Volatile.Read(ref closed);
    }

    /// <summary>The closed roster with its tree; read from storage once.</summary>
    /// <param name="count">How many tickets the closed roster has, as the room's grain knows.</param>
    /// <exception cref="LedgerUnavailableException">Storage did not answer, or not yet with all of them.</exception>
    public async Task<RosterTree> Roster(long count)
    {
        Task<RosterTree> reading;
        lock (sync)
        {
            reading = roster ??= Task.Run(() => ReadRoster(count));
        }

        try
        {
            return await reading;
        }
        catch
        {
            lock (sync)
            {
                roster = roster == reading ? null : roster;
            }

            throw;
        }
    }

    private async Task<RosterTree> ReadRoster(long count)
    {
        var leaves = await readModels.ReadRoster(Id);
        return leaves.Count == count ? RosterTree.Of(leaves) : throw new LedgerUnavailableException($"The roster of {Id} has {leaves.Count} of {count} tickets here.");
    }
}
