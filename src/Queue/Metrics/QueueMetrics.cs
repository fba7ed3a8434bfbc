using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using WaitingRoom.Queue.Draws;
using WaitingRoom.Queue.Rooms;
using WaitingRoom.Queue.Serving;
using WaitingRoom.Queue.Status;

namespace WaitingRoom.Queue.Metrics;

/// <summary>What the waiting rooms measure, under the meter <c>WaitingRoom.Queue</c>; every name is in docs/waiting-room.md. No tag names a person.</summary>
internal sealed class QueueMetrics
{
    public const string MeterName = "WaitingRoom.Queue";

    private const string RoomTag = "room";

    private readonly Counter<long> claims;

    [SuppressMessage("Reliability", "CA2000", Justification = "The factory owns the meter and disposes it with the host.")]
    public QueueMetrics(IMeterFactory meters, OpenRooms rooms, DrawRooms draws, BackendWatch backend, StatusStream streams)
    {
        var meter = meters.Create(MeterName);
        claims = meter.CreateCounter<long>("waitingroom.queue.claims", description: "Claims of a turn, by how they ended.");
        IEnumerable<Measurement<T>> Each<T>(Func<OpenRoom, RoomSight, T> value)
            where T : struct => rooms.All.Where(room => room.Sight is not null).Select(room => new Measurement<T>(value(room, room.Sight!), Tag(room)));

        meter.CreateObservableCounter("waitingroom.queue.joins", () => Each((room, _) => room.Numbers.Counts.Given + draws.Of(room.Id).PreQueue.Given), description: "Ticket numbers handed out by this process.");
        meter.CreateObservableCounter("waitingroom.queue.numbers_dropped", () => Each((room, _) => room.Numbers.Counts.Dropped), description: "Numbers that this process took and let nobody have.");
        meter.CreateObservableCounter("waitingroom.queue.admissions", () => Each((_, seen) => seen.State.Claimed.Count + seen.State.StaffAdmitted), description: "Admissions, staff included.");
        meter.CreateObservableUpDownCounter(
            "waitingroom.queue.no_shows", () => Each((_, seen) => Math.Max(0, seen.State.Serving - seen.State.Claimed.Count - seen.State.Pending)), description: "Called places whose turn ran out unused.");
        meter.CreateObservableGauge("waitingroom.queue.no_show_rate", () => Each((_, seen) => seen.State.NoShowRate), description: "Share of called people who do not come, 0 to 1.");
        meter.CreateObservableUpDownCounter("waitingroom.queue.active", () => Each((_, seen) => (long)seen.State.Sessions.Count), description: "Sessions now.");
        meter.CreateObservableUpDownCounter("waitingroom.queue.waiting", () => Each((room, seen) => Math.Max(0, room.HandedOut - seen.Serving)), description: "Numbers not called yet.");
        meter.CreateObservableGauge("waitingroom.queue.rate", () => Each((room, _) => room.Status?.Status.RatePerMinute ?? 0), "{call}/min", "Places called a minute, over two minutes.");
        meter.CreateObservableGauge("waitingroom.queue.target", () => Targets(rooms), "{admission}/min", "Admissions a minute aimed at, and what bounds them now.");
        meter.CreateObservableCounter("waitingroom.queue.eta.judged", () => Each((room, _) => room.Predictions.Result.Judged), description: "Followed predictions whose turn has come.");
        meter.CreateObservableCounter("waitingroom.queue.eta.right", () => Each((room, _) => room.Predictions.Result.Right), description: "Those whose interval held the truth.");
        meter.CreateObservableGauge("waitingroom.queue.backend.limit", () => backend.PerMinute ?? double.PositiveInfinity, "{admission}/min", "What the booking backend bears; +Inf at ease.");
        meter.CreateObservableCounter("waitingroom.queue.status_answers", () => Each((room, _) => room.StatusAnswers), description: "Status documents given to those who asked.");
        meter.CreateObservableUpDownCounter("waitingroom.queue.streams", () => streams.Connections, description: "Open status streams.");
    }

    /// <param name="outcome">In kebab case, such as admitted.</param>
    public void Claimed(OpenRoom room, string outcome) => claims.Add(1, Tag(room), new KeyValuePair<string, object?>("outcome", outcome));

    private static IEnumerable<Measurement<double>> Targets(OpenRooms rooms)
    {
        foreach (var room in rooms.All)
        {
            if (room.Sight?.Report is { } report)
            {
                yield return new Measurement<double>(report.TargetPerMinute, Tag(room), new("bound", BoundName.Of(report.Bound)));
            }
        }
    }

    private static KeyValuePair<string, object?> Tag(OpenRoom room) => new(RoomTag, room.Id.Name);
}
