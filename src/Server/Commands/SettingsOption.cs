using System.CommandLine;

namespace WaitingRoom.Server.Commands;

/// <summary><c>--set KEY=VALUE</c>, for every host.</summary>
internal static class SettingsOption
{
    public static Option<string[]> Make()
    {
        var settings = new Option<string[]>("--set") { Description = "A setting, KEY=VALUE; may be repeated. For example Queue:Rooms:0:CeilingPerMinute=1200.", HelpName = "KEY=VALUE" };
        settings.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(t => t.Value.IndexOf('=', StringComparison.Ordinal) < 1) is { } wrong)
            {
                result.AddError($"The setting '{wrong.Value}' is not written KEY=VALUE.");
            }
        });
        return settings;
    }

    /// <summary>The last of the same name counts.</summary>
    public static IReadOnlyDictionary<string, string?> Read(string[]? settings) =>
        (settings ?? []).Select(s => s.Split('=', 2)).GroupBy(s => s[0]).ToDictionary(g => g.Key, g => (string?)g.Last()[1]);
}
