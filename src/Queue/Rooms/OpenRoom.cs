using WaitingRoom.Grains;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Joining;
using WaitingRoom.Queue.Status;

namespace WaitingRoom.Queue.Rooms;

/// <summary>
/// What this node knows of a room: the numbers it may hand out, the last seen "now serving", the status document. Only the room's grain decides; this may lag
/// behind it by a tick.
/// </summary>
internal sealed class OpenRoom(RoomOptions options, IGrains grains, TimeProvider time)
{
    private RoomSight? sight;
    private StatusDocument? status;
    private long issuedBefore;

    public RoomOptions Options { get; } = options;

    public RoomId Id { get; } = new(options.Name);

    public NumberSupply Numbers { get; } = new(new RoomId(options.Name), grains, time);

    public RecentJoins RecentJoins { get; } = new();

    /// <summary>Whether the room's grain has taken its first settings. Used by the serving loop only.</summary>
    public bool Opened { get; set; }

    /// <summary>What was last seen of the grain; null until storage has answered once.</summary>
    public RoomSight? Sight => Volatile.Read(ref sight);

    /// <summary>The newest status document; null until storage has answered once.</summary>
    public StatusDocument? Status => Volatile.Read(ref status);

    /// <summary>The last number that a visitor may hold. Numbers issued before this process started count as held: it cannot know better.</summary>
    public long HandedOut => Math.Max(Volatile.Read(ref issuedBefore), Numbers.HandedOut);

    /// <summary>Called by the serving loop only.</summary>
    public void See(RoomState state, DateTimeOffset at)
    {
        if (sight is null)
        {
            Volatile.Write(ref issuedBefore, state.Issued);
        }

        Volatile.Write(ref sight, new RoomSight(state.Serving, state.Settings.CeilingPerMinute, at));
    }

    /// <summary>Called by the serving loop only.</summary>
    public void SeeServing(long serving)
    {
        if (sight is { } before && serving > before.Serving)
        {
            Volatile.Write(ref sight, before with { Serving = serving });
        }
    }

    /// <summary>Makes a new status document when it would say something new. Called by the serving loop only.</summary>
    public void Publish(DateTimeOffset now)
    {
        if (sight is not { } seen)
        {
            return;
        }

        var content = new StatusContent(seen.Serving, HandedOut, seen.CeilingPerMinute);
        if (status is null || status.Content != content)
        {
            Volatile.Write(ref status, StatusDocument.Make(Id.Name, content, now));
        }
    }
}

/// <param name="Serving">Everyone up to this number may claim.</param>
/// <param name="CeilingPerMinute">Most admissions a minute.</param>
/// <param name="ReadAt">When the whole state was last read.</param>
internal sealed record RoomSight(long Serving, int CeilingPerMinute, DateTimeOffset ReadAt);
