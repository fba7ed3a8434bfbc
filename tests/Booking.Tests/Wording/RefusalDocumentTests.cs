using System.Reflection;
using System.Text.RegularExpressions;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Support;
using WaitingRoom.Web.Languages;

namespace WaitingRoom.Booking.Tests.Wording;

/// <summary>docs/booking.md lists every refusal of the citizens' path with its text, word for word as in the code; docs/errors.md says what to do about it.</summary>
public sealed partial class RefusalDocumentTests
{
    private const string Begin = "| problem | status | German | English |\n| --- | --- | --- | --- |\n";

    private static readonly string Root = RepositoryRoot.Find()!;

    [Fact]
    public void Every_refusal_and_its_text_is_told()
    {
        var document = Read("docs", "booking.md");
        var start = document.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        Assert.True(start > Begin.Length, "The table of refusals is missing.");
        var told = document[start..].Split('\n').TakeWhile(line => line.StartsWith('|'));
        var expected = Rows().ToList();
        Assert.True(expected.Count > 60);
        Assert.True(expected.SequenceEqual(told), "The table of refusals in docs/booking.md has to be:\n" + Begin + string.Join('\n', expected));
    }

    [Fact]
    public void Every_refusal_is_explained_among_the_errors()
    {
        var errors = Read("docs", "errors.md");
        Assert.All(Problems().Select(problem => problem.Name), name => Assert.Contains($"| `/problems/{name}` |", errors, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Rows()
    {
        var problems = Problems().ToList();
        var told = problems.GroupBy(problem => problem.Name).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Row($"`{group.Key}`", group.First().Status, [.. group.SelectMany(problem => problem.Texts).Distinct()]));

        // Those that stand beside a field or inside another refusal.
        var named = problems.SelectMany(problem => problem.Texts).ToHashSet();
        var others = new[] { typeof(RefusalTexts), typeof(ExistingTexts), typeof(ChangeTexts), typeof(RequestRefusalTexts) }
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public).Select(field => $"{type.Name}.{field.Name}"))
            .Append($"{nameof(HouseholdTexts)}.{nameof(HouseholdTexts.OfMember)}").Append($"{nameof(HouseholdTexts)}.{nameof(HouseholdTexts.GivenBack)}")
            .Where(name => !named.Contains(name)).Order(StringComparer.Ordinal);
        return told.Concat(others.Select(name => Row("beside or within", "", [name])));
    }

    private static string Row(string problem, string status, string[] texts)
    {
        var values = texts.Select(name => name.Split('.')).Select(name =>
            (Text)typeof(RefusalTexts).Assembly.GetType($"{typeof(RefusalTexts).Namespace}.{name[0]}", throwOnError: true)!.GetField(name[1], BindingFlags.Static | BindingFlags.Public)!.GetValue(null)!).ToList();
        return $"| {problem} | {status} | {string.Join(" / ", values.Select(text => text.De))} | {string.Join(" / ", values.Select(text => text.En))} |";
    }

    /// <summary>As the sources make them: the name, the status and the texts, title first.</summary>
    private static IEnumerable<(string Name, string Status, string[] Texts)> Problems() =>
        from folder in new[] { "Wording", "Requesting" }
        from file in Directory.GetFiles(Path.Combine(Root, "src", "Booking", folder), "*.cs").Order(StringComparer.Ordinal)
        from Match made in Made().Matches(File.ReadAllText(file))
        select (made.Groups["name"].Value, made.Groups["status"].Value, TextName().Matches(made.Value).Select(match => match.Value).ToArray());

    private static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path])).ReplaceLineEndings("\n");

    /// <summary>From the name to the end of the statement.</summary>
    [GeneratedRegex("Problems\\.Of\\(\\s*\"(?<name>[a-z-]+)\",\\s*(?<status>\\d{3})[^;]*;")]
    private static partial Regex Made();

    [GeneratedRegex(@"\b\w*Texts\.\w+")]
    private static partial Regex TextName();
}
