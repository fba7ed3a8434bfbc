using System.Text.Json;
using System.Text.Json.Serialization;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Status;

namespace WaitingRoom.Queue.Waiting;

/// <summary>What the page's script has to know: where things are, how the visitor stands, and what to say in the page's language.</summary>
/// <param name="Number">Of the ticket; absent without one.</param>
/// <param name="TurnSeconds">Left when the page was made.</param>
/// <param name="Retry">The claim met a full door; ask again.</param>
internal sealed record ScriptData(
    string Path,
    string Lang,
    string Culture,
    string View,
    string State,
    long? Number,
    long? Place,
    bool IsDrawRoom,
    double? TurnSeconds,
    bool Retry,
    IReadOnlyDictionary<string, string> Say)
{
    private static readonly (string Name, Saying Saying)[] Sayings =
    [
        ("room", WaitingTexts.PageName), ("ahead", WaitingTexts.Ahead), ("aheadOne", WaitingTexts.AheadOne), ("next", WaitingTexts.NextUp),
        ("underMinute", WaitingTexts.UnderMinute), ("minutes", WaitingTexts.Minutes), ("minutesOne", WaitingTexts.MinutesOne), ("hours", WaitingTexts.Hours),
        ("hoursOne", WaitingTexts.HoursOne), ("unknown", WaitingTexts.Unknown), ("offline", WaitingTexts.Offline), ("online", WaitingTexts.BackOnline),
        ("alarmOn", WaitingTexts.AlarmOn), ("alarmOff", WaitingTexts.AlarmOff), ("tabTurn", MomentTexts.TabTurn), ("turn", MomentTexts.TurnTitle),
        ("ending", MomentTexts.Ending), ("seconds", MomentTexts.SecondsLeft), ("extended", MomentTexts.Extended), ("until", MomentTexts.TurnUntil),
    ];

    public static ScriptData Of(string path, Standing standing, RoomState state, long? number, bool retry, PageLanguage language) => new(
        path,
        language.Code,
        language.Culture.Name,
        Standing.NameOf(standing.View),
        PhaseName.Of(standing.Phase),
        number,
        standing.Turn?.Place,
        state.Settings.Order == RoomOrder.Draw,
        standing.Turn?.TurnSecondsLeft,
        retry,
        Sayings.ToDictionary(entry => entry.Name, entry => entry.Saying.In(language)));

    /// <summary>Safe between script tags: the writer escapes angle brackets and ampersands.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ScriptDataJson.Default.ScriptData);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ScriptData))]
internal sealed partial class ScriptDataJson : JsonSerializerContext;
