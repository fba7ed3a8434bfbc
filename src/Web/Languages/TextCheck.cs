using System.Reflection;
using System.Text.RegularExpressions;

namespace WaitingRoom.Web.Languages;

/// <summary>
/// Reads every static <see cref="Text"/> of an assembly's text classes and names what is wrong with it. Each module's
/// tests call it for their own texts. That no language lacks a key is already given by the type; this finds
/// empty texts and placeholders that only one language has.
/// </summary>
public static partial class TextCheck
{
    private const BindingFlags Anywhere = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    /// <returns>One line for each fault, "Class.Name: fault"; empty when the texts are right.</returns>
    /// <exception cref="ArgumentException">The assembly has no text at all, so that the check would prove nothing.</exception>
    public static IReadOnlyList<string> FaultsIn(Assembly assembly)
    {
        var texts = assembly.GetTypes().Where(type => !type.ContainsGenericParameters).SelectMany(TextsOf).ToList();
        return texts.Count == 0
            ? throw new ArgumentException($"{assembly.GetName().Name} has no static member of type Text.", nameof(assembly))
            : [.. texts.SelectMany(text => FaultsOf(text.Value).Select(fault => $"{text.Name}: {fault}"))];
    }

    /// <returns>What is wrong with one text; empty when it is right.</returns>
    public static IEnumerable<string> FaultsOf(Text text)
    {
        if (string.IsNullOrWhiteSpace(text.De))
        {
            yield return "German is empty";
        }

        if (string.IsNullOrWhiteSpace(text.En))
        {
            yield return "English is empty";
        }

        if (text.Easy is { } easy && (string.IsNullOrWhiteSpace(easy) || !PlaceholdersOf(text.De).SetEquals(PlaceholdersOf(easy))))
        {
            yield return "easy German is empty or has other placeholders";
        }

        if (!PlaceholdersOf(text.De).SetEquals(PlaceholdersOf(text.En)))
        {
            yield return "the placeholders differ";
        }
    }

    /// <returns>The names of the texts, "Class.Name", that a type declares and that easy German lacks.</returns>
    public static IEnumerable<string> WithoutEasy(Type type) => TextsOf(type).Where(text => text.Value.Easy is null).Select(text => text.Name);

    private static IEnumerable<(string Name, Text Value)> TextsOf(Type type)
    {
        foreach (var field in type.GetFields(Anywhere).Where(field => field.FieldType == typeof(Text) && !field.Name.StartsWith('<')))
        {
            yield return ($"{type.Name}.{field.Name}", (Text)field.GetValue(null)!);
        }

        foreach (var property in type.GetProperties(Anywhere).Where(property => property.PropertyType == typeof(Text)))
        {
            yield return ($"{type.Name}.{property.Name}", (Text)property.GetValue(null)!);
        }
    }

    private static HashSet<string> PlaceholdersOf(string? text) =>
        [.. Placeholder().Matches(text ?? "").Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"(?<!\{)\{(\d+)[^{}]*\}")]
    private static partial Regex Placeholder();
}
