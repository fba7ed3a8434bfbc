using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Support;

namespace WaitingRoom.Queue.Tests;

/// <summary>docs/waiting-room.md tells operators every setting, with the default and the range that the code has.</summary>
public sealed partial class OperatorDocumentTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(RepositoryRoot.Find()!, "docs", "waiting-room.md"));

    /// <summary>Cells of each table row by the names that its first cell holds.</summary>
    private static readonly Dictionary<string, string[]> Rows = (
        from line in Text.Split('\n')
        where line.StartsWith("| `", StringComparison.Ordinal)
        let cells = line.Split('|')[1..^1].Select(cell => cell.Trim()).ToArray()
        from Match name in Name().Matches(cells[0])
        group cells by name.Groups[1].Value).ToDictionary(group => group.Key, group => group.First());

    [Fact]
    public void Every_setting_of_a_room_is_told_with_its_default_and_its_range()
    {
        foreach (var setting in typeof(RoomSettings).GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(setting.Name);
            Assert.True(Rows.TryGetValue(name, out var cells), $"{name} is not told.");
            Assert.Equal((name, Words(setting.GetValue(RoomSettings.Default))), (name, cells[1]));
            if (Span().Match(cells[2]) is { Success: true } span)
            {
                var (least, most) = (int.Parse(span.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(span.Groups[2].Value, CultureInfo.InvariantCulture));
                Assert.All(new[] { least, most }, value => Assert.Null(With(setting, value).Fault()));
                Assert.All(new[] { least - 1, most + 1 }, value => Assert.NotNull(With(setting, value).Fault()));
            }
            else
            {
                Assert.False(setting.PropertyType == typeof(int) || setting.PropertyType == typeof(double), $"{name} has no range.");
            }
        }
    }

    [Fact]
    public void Every_key_of_the_queue_s_configuration_is_told_with_its_default()
    {
        foreach (var option in typeof(QueueOptions).GetProperties().Where(option => option.Name != nameof(QueueOptions.Rooms)))
        {
            var key = $"{QueueOptions.Section}:{option.Name}";
            Assert.True(Rows.TryGetValue(key, out var cells), $"{key} is not told.");
            Assert.Equal((key, Words(option.GetValue(new QueueOptions()))), (key, cells[1]));
        }
    }

    [Fact]
    public void What_the_code_has_not_is_not_told()
    {
        var told = Text[Text.IndexOf("## Settings", StringComparison.Ordinal)..Text.IndexOf("## Configuration", StringComparison.Ordinal)].Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => Name().Match(line).Groups[1].Value);
        var known = typeof(RoomSettings).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(setting => JsonNamingPolicy.CamelCase.ConvertName(setting.Name)).Concat(["title", "returnOrigins"]);
        Assert.Equal(known.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    private static RoomSettings With(PropertyInfo setting, int value)
    {
        var copy = RoomSettings.Default with { };
        setting.SetValue(copy, Convert.ChangeType(value, setting.PropertyType, CultureInfo.InvariantCulture));
        return copy;
    }

    private static string Words(object? value) => value switch
    {
        null or "" => "none",
        string text => text,
        bool flag => flag ? "true" : "false",
        Enum name => JsonSerializer.Serialize(name, name.GetType()).Trim('"'),
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable some when !some.Cast<object>().Any() => "none",
        _ => throw new InvalidOperationException($"No words for {value}."),
    };

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();

    [GeneratedRegex("^([0-9]+) to ([0-9]+)$")]
    private static partial Regex Span();
}
