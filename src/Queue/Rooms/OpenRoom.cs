using WaitingRoom.Grains;
using WaitingRoom.Grains.Draws;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Queue.Bots;
using WaitingRoom.Queue.Joining;
using WaitingRoom.Queue.Serving;
using WaitingRoom.Queue.Status;
using WaitingRoom.Queue.WaitingTime;
using WaitingRoom.Web.Languages;

namespace WaitingRoom.Queue.Rooms;

/// <summary>
/// What this node knows of a room: the numbers it may hand out, the last seen state, the status document. Only the room's grain decides; this may lag
/// behind it by a tick.
/// </summary>
/// <param name="numbers">Null: a supply with the usual limits.</param>
internal sealed class OpenRoom(RoomEntry entry, IGrains grains, StorageContact storage, TimeProvider time, NumberSupply? numbers = null)
{
    /// <summary>How long somebody who wants in waits for the room: longer than a slow commit, shorter than a person's patience.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly CallingHistory calling = new();
    private RoomEntry entry = entry;
    private RoomSight? sight;
    private StatusDocument? status;
    private DrawnPlaces drawn = DrawnPlaces.None;
    private long toldUpTo;
    private long statusAnswers;

    /// <summary>Name, title and return addresses, as the list of rooms says now.</summary>
    public RoomEntry Entry => Volatile.Read(ref entry);

    public Text Title => new(Entry.Title.De, Entry.Title.En);

    public RoomId Id { get; } = new(entry.Name);

    public NumberSupply Numbers { get; } = numbers ?? new NumberSupply(new RoomId(entry.Name), grains, time);

    public RecentJoins RecentJoins { get; } = new();

    /// <summary>How many came lately without a place.</summary>
    public ArrivalMeter Arrivals { get; } = new();

    /// <summary>Reasons of the last ten minutes.</summary>
    public TickHistory Ticks { get; } = new();

    /// <summary>Predictions given to some who joined, to be compared with what came true.</summary>
    public PredictionCheck Predictions { get; } = new();

    /// <summary>Tells listeners when there is a new status document.</summary>
    public StatusFeed Feed { get; } = new();

    /// <summary>Used by the serving loop only: its step that is under way.</summary>
    public Task Step { get; set; } = Task.CompletedTask;

    /// <summary>What was last seen of the grain; null until storage has answered once.</summary>
    public RoomSight? Sight => Volatile.Read(ref sight);

    /// <summary>The newest status document; null until storage has answered once.</summary>
    public StatusDocument? Status => Volatile.Read(ref status);

    /// <summary>The last number that a visitor may hold, at whichever node and since whenever. Never falls, and is behind by a second at most.</summary>
    public long HandedOut => Numbers.HandedOut;

    /// <summary>Status documents given to those who asked, streams not counted.</summary>
    public long StatusAnswers => Interlocked.Read(ref statusAnswers);

    public void CountStatusAnswer() => Interlocked.Increment(ref statusAnswers);

    public void Rename(RoomEntry newer) => Volatile.Write(ref entry, newer);

    /// <summary>Where a ticket number stands in the line, see <see cref="RoomState.PlaceOf"/>; without making the permutation anew each time.</summary>
    public long PlaceOf(long number) => Drawn.Of(number);

    /// <summary>The draw with its permutation; the same object for as long as the draw is the same.</summary>
    internal DrawnPlaces Drawn => Volatile.Read(ref drawn);

    /// <summary>
    /// Asks the room's grain. Nobody comes in through a node whose storage does not answer: it may have been left behind by the others long ago without knowing. That is
    /// <see cref="Reply{TOutcome}.Unknown"/> like no answer in time, and everything may be asked again.
    /// </summary>
    public async Task<Reply<RoomOutcome>> Ask(RoomCommand command)
    {
        if (!await storage.Answers())
        {
            return Reply<RoomOutcome>.Unknown.Instance;
        }

        try
        {
            return await grains.Ask(Id, command).WaitAsync(Patience, time);
        }
        catch (TimeoutException)
        {
            return Reply<RoomOutcome>.Unknown.Instance;
        }
    }

    /// <summary>True while what was last seen is as good as now: the room and storage have both answered lately.</summary>
    public bool IsInSightAt(DateTimeOffset now) => Sight is { } seen && now - seen.ReadAt <= StorageContact.Lately && storage.IsFreshAt(now);

    /// <summary>Called by the serving loop only.</summary>
    public void See(RoomState state, DateTimeOffset now)
    {
        Numbers.See(state, now < storage.AnsweredAt ? now : storage.AnsweredAt);
        // By what it says: a state that comes from another process is a new object each time, and a permutation is costly to make.
        if (drawn.Draw != state.Draw)
        {
            Volatile.Write(ref drawn, new DrawnPlaces(state.Draw));
        }

        Volatile.Write(ref sight, new RoomSight(state, Math.Max(state.Serving, sight?.Serving ?? 0), state.PhaseAt(now), now));
    }

    /// <summary>Called by the serving loop only.</summary>
    public void SeeServing(long serving, TickReport report)
    {
        Numbers.SeeCalled(serving);
        if (sight is { } before)
        {
            Volatile.Write(ref sight, before with { Serving = Math.Max(serving, before.Serving), Phase = report.Phase, Report = report });
        }
    }

    /// <summary>Makes a new status document when it would say something new, or the old one has become old. Called by the serving loop only.</summary>
    /// <param name="stockLeft">Web appointments left; null when nobody counts.</param>
    public void Publish(DateTimeOffset now, long? stockLeft)
    {
        if (sight is not { } seen || !IsInSightAt(now))
        {
            // While the room or storage is silent the document stays as old as what it says.
            return;
        }

        calling.Add(now, seen);
        FollowPredictions(seen, now);
        var next = StatusDocument.Next(status, RoomStatus.Of(Id.Name, seen, HandedOut, calling, stockLeft, now), now);
        if (!ReferenceEquals(next, status))
        {
            Volatile.Write(ref status, next);
            Feed.Publish(next);
        }
    }

    /// <summary>Notes what some of those who joined since the last tick are being told now, and judges what came true.</summary>
    private void FollowPredictions(RoomSight seen, DateTimeOffset now)
    {
        Predictions.Called(seen.Serving, now);
        if (seen.Phase != RoomPhase.Open)
        {
            // Held up by hand or by the clock: nobody had promised otherwise.
            Predictions.Forget();
        }

        var newest = HandedOut;
        for (var place = Math.Max(toldUpTo, newest - PredictionCheck.MostOpen) + 1; place <= newest; place++)
        {
            if (calling.Forecast is { } rate)
            {
                Predictions.Told(place, place - seen.Serving - 1, rate, now);
            }
        }

        toldUpTo = newest;
    }
}

/// <param name="State">The whole state as last read, within a second.</param>
/// <param name="Serving">Every place up to this one has been called; newer than the state's.</param>
/// <param name="ReadAt">When the whole state was last read.</param>
internal sealed record RoomSight(RoomState State, long Serving, RoomPhase Phase, DateTimeOffset ReadAt)
{
    /// <summary>The last tick's reasons; null before the first.</summary>
    public TickReport? Report { get; init; }

    public int CeilingPerMinute => State.Settings.CeilingPerMinute;
}

/// <summary>A draw with its permutation at hand.</summary>
internal sealed class DrawnPlaces(Draw? draw)
{
    public static readonly DrawnPlaces None = new(null);

    private readonly Permutation? permutation = draw?.Permutation();

    public Draw? Draw => draw;

    public long Of(long number) => draw is not null && number >= 1 && number <= draw.Count ? permutation!.Of(number - 1) + 1 : number;
}
