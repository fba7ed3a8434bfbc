using System.Text.Json;
using System.Text.Json.Nodes;
using WaitingRoom.Booking.Households;
using WaitingRoom.Web.Languages;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Booking.Wording;

/// <summary>Refusals to people who book side by side; documented in docs/errors.md.</summary>
internal static class HouseholdRefusals
{
    public static ProblemResult Full(int most) => Problems.Of(
        "household-full", 409, HouseholdTexts.FullTitle, HouseholdTexts.FullDetail.With(most), extras: new JsonObject { ["most"] = most });

    public static ProblemResult OtherGroup() => Problems.Of("household-other-group", 409, HouseholdTexts.OtherGroupTitle, HouseholdTexts.OtherGroupDetail);

    public static ProblemResult NobodyLeft() => Problems.Of("household-nobody-left", 409, HouseholdTexts.NobodyLeftTitle, HouseholdTexts.NobodyLeftDetail);

    /// <summary>The refusal of one of them, which is one for all: alternatives for a single person would mislead.</summary>
    /// <param name="othersGivenBack">Something was held for others and is given back.</param>
    public static ProblemResult Of(int member, ProblemResult refusal, bool othersGivenBack = false)
    {
        var problem = refusal.Problem;
        var extras = problem.Extras?.DeepClone().AsObject() ?? [];
        extras.Remove("next");
        extras["member"] = member;
        var why = problem.Detail ?? problem.Title;
        var text = HouseholdTexts.OfMember.With(member, why);
        return Problems.Of(problem.Name, problem.Status, problem.Title, othersGivenBack ? HouseholdTexts.GivenBack.With(text) : text, problem.RetryAfter, extras);
    }

    /// <summary>Not a plain refusal: what is booked is booked, and for each of them the truth is told.</summary>
    public static ProblemResult NotComplete(HouseholdOutcome outcome) => Problems.Of(
        "household-not-complete",
        409,
        HouseholdTexts.NotCompleteTitle,
        HouseholdTexts.NotCompleteDetail.With(outcome.Members.Count(member => member.Pair is not null), outcome.Members.Count),
        extras: new JsonObject { ["members"] = new JsonArray([.. outcome.Members.Select(Of)]) });

    private static JsonNode Of(MemberOutcome outcome)
    {
        var member = new JsonObject { ["member"] = outcome.Member, ["booked"] = outcome.Pair is not null };
        if (outcome.Pair is { } pair)
        {
            member["pair"] = JsonSerializer.SerializeToNode(pair, BookingJson.Default.PairView);
        }

        if (outcome.Refusal is { } problem)
        {
            member["problem"] = new JsonObject
            {
                ["type"] = problem.Type, ["status"] = problem.Status, ["title"] = problem.Title.ToString(), ["detail"] = problem.Detail?.ToString(),
            };
        }

        return member;
    }
}
