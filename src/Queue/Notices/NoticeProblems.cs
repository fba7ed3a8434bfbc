using System.Text.Json.Nodes;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Status;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Queue.Notices;

/// <summary>The refusals of an address; documented in docs/errors.md. None repeats the address.</summary>
internal static class NoticeProblems
{
    public static ProblemResult Invalid() => Problems.Of("notice-invalid", 422, NoticeTexts.InvalidTitle, NoticeTexts.InvalidDetail);

    public static ProblemResult NotSoldOut(RoomPhase phase) => Problems.Of(
        "not-sold-out", 409, NoticeTexts.ClosedTitle, NoticeTexts.ClosedDetail, extras: new JsonObject { ["state"] = PhaseName.Of(phase) });

    public static ProblemResult TooOften(TimeSpan retryAfter) => Problems.Of("notice-too-often", 429, NoticeTexts.OftenTitle, NoticeTexts.OftenDetail, retryAfter);

    public static ProblemResult Full() => Problems.Of("notices-full", 409, NoticeTexts.FullTitle, NoticeTexts.FullDetail);

    public static ProblemResult KeyReused() => Problems.Of("idempotency-key-reused", 422, NoticeTexts.ReusedTitle, NoticeTexts.ReusedDetail);
}
