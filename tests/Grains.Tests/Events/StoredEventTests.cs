using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Grains.Tests.Events;

/// <summary>
/// Events are stored forever. <c>Stored.txt</c> holds one of each kind as it was written when the kind was new: aggregate, kind, JSON. Lines are
/// added for new kinds and never changed; a renamed field, kind or enum value fails here.
/// </summary>
public sealed class StoredEventTests
{
    private static readonly string[] Stored = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Events", "Stored.txt"));

    [Fact]
    public void Days_read_what_they_ever_wrote() => ReadsAll(DayAggregate.Instance, "day");

    [Fact]
    public void Codes_read_what_they_ever_wrote() => ReadsAll(CodeAggregate.Instance, "code");

    [Fact]
    public void Rooms_read_what_they_ever_wrote() => ReadsAll(RoomAggregate.Instance, "room");

    [Fact]
    public void An_unknown_kind_is_an_error_and_not_silence() =>
        Assert.Throws<InvalidDataException>(() => DayAggregate.Instance.Read("seat-painted/1", "{}"u8.ToArray()));

    [Fact]
    public void A_field_that_was_added_later_may_be_missing()
    {
        var old = Assert.IsType<DayEvent.SupplyAdded>(DayAggregate.Instance.Read("supply-added/1", Encoding.UTF8.GetBytes("""{"zone":"Europe/Berlin","places":[]}""")));
        Assert.Null(old.QuotaReturnsAt);
    }

    [Fact]
    public void A_field_that_a_newer_version_added_is_left_out_by_this_one()
    {
        foreach (var parts in Stored.Select(line => line.Split(' ', 3)))
        {
            var newer = JsonNode.Parse(parts[2])!.AsObject();
            newer["addedLater"] = new JsonObject { ["deep"] = 1 };
            Assert.Equal(Again(parts[0], parts[1], parts[2]), Again(parts[0], parts[1], newer.ToJsonString()));
        }
    }

    private static string Again(string aggregate, string kind, string json) => aggregate switch
    {
        "day" => Again(DayAggregate.Instance, kind, json),
        "code" => Again(CodeAggregate.Instance, kind, json),
        _ => Again(RoomAggregate.Instance, kind, json),
    };

    private static string Again<TState, TCommand, TEvent, TOutcome>(IAggregate<TState, TCommand, TEvent, TOutcome> aggregate, string kind, string json)
        where TState : class
        where TCommand : class, ICommand
        where TEvent : class
        where TOutcome : class => Encoding.UTF8.GetString(aggregate.Write(aggregate.Read(kind, Encoding.UTF8.GetBytes(json))).Body.Span);

    private static void ReadsAll<TState, TCommand, TEvent, TOutcome>(IAggregate<TState, TCommand, TEvent, TOutcome> aggregate, string name)
        where TState : class
        where TCommand : class, ICommand
        where TEvent : class
        where TOutcome : class
    {
        foreach (var parts in Stored.Select(line => line.Split(' ', 3)).Where(parts => parts[0] == name))
        {
            var (kind, json) = aggregate.Write(aggregate.Read(parts[1], Encoding.UTF8.GetBytes(parts[2])));
            using var before = JsonDocument.Parse(parts[2]);
            using var now = JsonDocument.Parse(json);
            Assert.Equal(parts[1], kind);
            Assert.True(IsWithin(before.RootElement, now.RootElement), $"{parts[2]} became {now.RootElement}");
        }

        var missing = new List<string>();
        foreach (var type in typeof(TEvent).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(TEvent))))
        {
            var (kind, json) = aggregate.Write((TEvent)Sample.Of(type));
            var line = $"{name} {kind} {Encoding.UTF8.GetString(json.Span)}";
            if (!Stored.Contains(line))
            {
                missing.Add(line);
            }
        }

        Assert.True(missing.Count == 0, "Not as stored. If these are new kinds or new fields, add these lines to Stored.txt and leave the others:\n" + string.Join('\n', missing));
    }

    /// <summary>Nothing of the old is lost or changed; fields may have been added.</summary>
    private static bool IsWithin(JsonElement old, JsonElement now) => old.ValueKind switch
    {
        JsonValueKind.Object => now.ValueKind == JsonValueKind.Object
            && old.EnumerateObject().All(p => now.TryGetProperty(p.Name, out var value) && IsWithin(p.Value, value)),
        JsonValueKind.Array => now.ValueKind == JsonValueKind.Array && old.GetArrayLength() == now.GetArrayLength()
            && old.EnumerateArray().Zip(now.EnumerateArray()).All(both => IsWithin(both.First, both.Second)),
        _ => old.GetRawText() == now.GetRawText(),
    };
}
