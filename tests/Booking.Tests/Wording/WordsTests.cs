using System.Reflection;
using System.Text.RegularExpressions;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Web.Languages;

namespace WaitingRoom.Booking.Tests.Wording;

public sealed partial class WordsTests
{
    [Fact]
    public void Every_text_speaks_both_languages() => Assert.Empty(TextCheck.FaultsIn(typeof(BookingTexts).Assembly));

    /// <summary>The citizens' pages and what they refuse; messages and the staff's texts are in two languages.</summary>
    [Fact]
    public void Every_text_of_the_path_speaks_easy_German()
    {
        Type[] path =
        [
            typeof(BookingTexts), typeof(PageTexts), typeof(ManageTexts), typeof(HouseholdTexts), typeof(RefusalTexts), typeof(ExistingTexts), typeof(ChangeTexts), typeof(RequestRefusalTexts),
            typeof(RequestTexts), typeof(OverviewTexts),
        ];
        Assert.Equal(
            ["RequestTexts.OneTimeSubject", "RequestTexts.OneTimeMessage", "RequestTexts.CodeSubject", "RequestTexts.CodeMessage"], path.SelectMany(TextCheck.WithoutEasy));
        Assert.NotEmpty(TextCheck.WithoutEasy(typeof(MessageTexts)));
    }

    /// <summary>Scenario 11.</summary>
    [Fact]
    public void No_refusal_can_be_read_as_a_confirmation()
    {
        var texts = TextsOf(typeof(RefusalTexts)).Concat(TextsOf(typeof(RequestRefusalTexts))).ToList();
        Assert.True(texts.Count > 30);
        Assert.All(texts, text => Assert.DoesNotMatch(Confirming(), text));
    }

    [Fact]
    public void The_rule_would_find_a_confirming_word() =>
        Assert.All(TextsOf(typeof(ExistingTexts)).Append("Dieser Termin ist bereits gebucht").Append("Ihr Termin ist für Sie reserviert"), text => Assert.Matches(Confirming(), text));

    private static IEnumerable<string> TextsOf(Type type) => type
        .GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        .Where(field => field.FieldType == typeof(Text))
        .Select(field => (Text)field.GetValue(null)!)
        .SelectMany(text => new[] { text.De, text.En, text.Easy }.OfType<string>());

    /// <summary>"booking code" and "Buchung" as a thing are names, not promises; what promises is the finished verb.</summary>
    [GeneratedRegex("gebucht|bestätigt|reserviert|erfolgreich|vergeben an|booked|confirmed|reserved|successful", RegexOptions.IgnoreCase)]
    private static partial Regex Confirming();
}
