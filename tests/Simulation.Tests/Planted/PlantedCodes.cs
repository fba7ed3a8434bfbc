using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Simulation.Tests.Planted;

/// <summary>A booking that one day refused is undone without giving back the seat of the other.</summary>
internal sealed class UndoneAtOnce() : PassedOn<CodeState, CodeCommand, CodeEvent, CodeOutcome>(CodeAggregate.Instance)
{
    public override Decision<CodeEvent, CodeOutcome> Decide(CodeState state, CodeCommand command, DateTimeOffset now) =>
        Real.Decide(state, command, now) is { Outcome: CodeOutcome.UndoBegun begun } decision && command is CodeCommand.FailBooking
            ? decision with { Outcome = new CodeOutcome.PairEnded(begun.End) }
            : Real.Decide(state, command, now);
}

/// <summary>Nobody is reminded of an unfinished booking.</summary>
internal sealed class NoReminders() : PassedOn<CodeState, CodeCommand, CodeEvent, CodeOutcome>(CodeAggregate.Instance)
{
    public override void Project(CodeState before, CodeState after, IReadOnlyList<CodeEvent> events, ICollection<Projection> projections)
    {
        var real = new List<Projection>();
        Real.Project(before, after, events, real);
        foreach (var projection in real.Where(p => p is not Projection.ReminderSet))
        {
            projections.Add(projection);
        }
    }
}

/// <summary>A rebooking that gives the former seats back before the others are booked.</summary>
internal sealed class FormerGivenUpFirst() : PassedOn<CodeState, CodeCommand, CodeEvent, CodeOutcome>(CodeAggregate.Instance)
{
    public override Decision<CodeEvent, CodeOutcome> Decide(CodeState state, CodeCommand command, DateTimeOffset now) =>
        Real.Decide(state, command, now) is { Outcome: CodeOutcome.RebookBegun begun } decision && command is CodeCommand.BeginRebook
            ? decision with { Outcome = new CodeOutcome.Replacing(begun.Next, begun.Pair, null) }
            : Real.Decide(state, command, now);
}

/// <summary>A rebooking after which nobody remembers the former seats.</summary>
internal sealed class FormerForgotten() : PassedOn<CodeState, CodeCommand, CodeEvent, CodeOutcome>(CodeAggregate.Instance)
{
    public override CodeState Evolve(CodeState state, CodeEvent happened) =>
        Real.Evolve(state, happened) is var after && happened is CodeEvent.PairReplaced ? after with { Phase = PairPhase.Booked, Former = null } : after;
}
