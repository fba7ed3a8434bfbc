using System.Text.Json;
using System.Text.Json.Nodes;
using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Admin.Rooms;

/// <summary>
/// What an operator sent: the members of <see cref="RoomSettings"/> with <c>title</c> and <c>returnOrigins</c> beside them, as a whole (PUT) or as a merge patch (PATCH).
/// </summary>
/// <param name="Replaces">Whether what is not named goes back to its default.</param>
internal sealed record RoomChange(JsonObject Body, bool Replaces)
{
    private const string Title = "title";

    private const string ReturnOrigins = "returnOrigins";

    /// <summary>The settings after the change.</summary>
    public Proposal<RoomSettings> SettingsAfter(RoomSettings before)
    {
        var settings = (JsonObject)Body.DeepClone();
        settings.Remove(Title);
        settings.Remove(ReturnOrigins);
        var defaults = Node(RoomSettings.Default);
        var whole = Replaces ? settings : MergePatch.Apply(Node(before), settings);
        // Once more over the defaults: null in a patch takes a member away, and a setting that is taken away is at its default.
        var proposed = Read(() => MergePatch.Apply(defaults, whole).Deserialize(RoomsJson.Default.RoomSettings)!);
        return proposed is Proposal<RoomSettings>.Good { Value: var value } && value.Fault() is { } fault
            ? new Proposal<RoomSettings>.Bad(FieldOf(fault), fault)
            : proposed;
    }

    /// <summary>How the list names the room after the change.</summary>
    /// <param name="before">Null where the room is new.</param>
    public Proposal<RoomEntry> EntryAfter(string name, RoomEntry? before)
    {
        var named = new JsonObject();
        foreach (var member in (string[])[Title, ReturnOrigins])
        {
            if (Body.TryGetPropertyValue(member, out var value))
            {
                named[member] = value?.DeepClone();
            }
        }

        var known = JsonSerializer.SerializeToNode(new RoomNaming(before?.Title, before?.ReturnOrigins), RoomsJson.Default.RoomNaming);
        // A room that exists keeps its title where a replacement does not name one; nobody means to take it away.
        return Read(() => MergePatch.Apply(known, named).Deserialize(RoomsJson.Default.RoomNaming)!) switch
        {
            Proposal<RoomNaming>.Bad(var field, var reason) => new Proposal<RoomEntry>.Bad(field, reason),
            Proposal<RoomNaming>.Good(var naming) => Judge(new RoomEntry(name, naming.Title!) { ReturnOrigins = naming.ReturnOrigins ?? [] }),
            _ => throw new InvalidOperationException("A proposal is good or bad."),
        };
    }

    private static Proposal<RoomEntry> Judge(RoomEntry entry) =>
        entry.Fault() is { } fault ? new Proposal<RoomEntry>.Bad(fault.Contains(ReturnOrigins, StringComparison.Ordinal) ? ReturnOrigins : Title, fault) : new Proposal<RoomEntry>.Good(entry);

    private static JsonNode? Node(RoomSettings settings) => JsonSerializer.SerializeToNode(settings, RoomsJson.Default.RoomSettings);

    private static Proposal<T> Read<T>(Func<T> read)
    {
        try
        {
            return new Proposal<T>.Good(read());
        }
        catch (JsonException wrong)
        {
            var field = (wrong.Path ?? "$").TrimStart('$', '.').Split('.', '[')[0];
            if (field.Length == 0 && RoomsJson.UnknownMemberIn(wrong.Message) is { } unknown)
            {
                return new Proposal<T>.Bad(unknown, $"There is no setting '{unknown}'.");
            }

            return new Proposal<T>.Bad(field, field.Length == 0 ? "The settings are not written as they should be." : $"{field} has a value of another kind.");
        }
    }

    /// <summary>The settings name themselves in their fault; the first that is named is the one to look at.</summary>
    private static string FieldOf(string fault)
    {
        var named = Node(RoomSettings.Default)!.AsObject().Select(member => (member.Key, At: fault.IndexOf(member.Key, StringComparison.OrdinalIgnoreCase)))
            .Where(member => member.At >= 0).OrderBy(member => member.At).ThenByDescending(member => member.Key.Length).Select(member => member.Key).FirstOrDefault();
        return named ?? (fault.Contains("message", StringComparison.OrdinalIgnoreCase) ? "messages" : "");
    }
}

/// <summary>A change as it would be. A closed set.</summary>
internal abstract record Proposal<T>
{
    private Proposal()
    {
    }

    public sealed record Good(T Value) : Proposal<T>;

    /// <param name="Field">The member that is wrong; empty where it is none in particular.</param>
    public sealed record Bad(string Field, string Reason) : Proposal<T>;
}
