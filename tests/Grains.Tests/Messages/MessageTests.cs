using System.Text.Json;
using System.Text.Json.Nodes;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Messages;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Tests.Events;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Grains.Tests.Messages;

/// <summary>What grains in other processes are asked and answer arrives as it was sent, also between two versions that differ by an addition.</summary>
public sealed class MessageTests
{
    private static readonly DayId Day = new("dresden", new DateOnly(2026, 3, 29));

    public static TheoryData<Type> Messages => [.. Commands.Concat(Replies)];

    private static IEnumerable<Type> Commands => KindsOf(typeof(DayCommand)).Concat(KindsOf(typeof(CodeCommand))).Concat(KindsOf(typeof(RoomCommand)));

    private static IEnumerable<Type> Replies => KindsOf(typeof(DayOutcome)).Concat(KindsOf(typeof(CodeOutcome))).Concat(KindsOf(typeof(RoomOutcome)));

    [Theory]
    [MemberData(nameof(Messages))]
    public void What_is_sent_arrives(Type kind)
    {
        var sent = Text(Sample.Of(kind), kind);
        Assert.Equal(sent, Text(JsonSerializer.Deserialize(sent, kind, MessageJson.Options)!, kind));
        foreach (var member in kind.GetConstructors().MaxBy(c => c.GetParameters().Length)!.GetParameters())
        {
            Assert.Contains($"\"{member.Name}\":", sent, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void An_older_version_leaves_out_what_a_newer_one_added(Type kind)
    {
        var sent = Text(Sample.Of(kind), kind);
        var newer = JsonNode.Parse(sent)!.AsObject();
        newer["AddedLater"] = new JsonObject { ["Deep"] = 1 };
        Assert.Equal(sent, Text(JsonSerializer.Deserialize(newer.ToJsonString(), kind, MessageJson.Options)!, kind));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_newer_version_gives_what_an_older_one_did_not_send_its_default(Type kind)
    {
        var constructor = kind.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        foreach (var added in constructor.GetParameters().Where(p => p.HasDefaultValue))
        {
            var older = JsonNode.Parse(Text(Sample.Of(kind), kind))!.AsObject();
            older.Remove(added.Name!);
            var read = JsonSerializer.Deserialize(older.ToJsonString(), kind, MessageJson.Options)!;
            Assert.Equal(added.DefaultValue, kind.GetProperty(added.Name!)!.GetValue(read));
        }
    }

    [Fact]
    public void A_reply_says_what_became_of_the_question()
    {
        Reply<DayOutcome>[] replies = [new Reply<DayOutcome>.Done(new DayOutcome.Full(2, null)), Reply<DayOutcome>.Busy.Instance, Reply<DayOutcome>.Unknown.Instance];
        Assert.All(replies, reply => Assert.Equal(reply, JsonSerializer.Deserialize(Text(reply, reply.GetType()), reply.GetType(), MessageJson.Options)));
    }

    [Fact]
    public void A_state_arrives_as_its_snapshot()
    {
        var day = DayAggregate.Instance.Evolve(DayAggregate.Instance.Empty(Day.Stream), (DayEvent)Sample.Of(typeof(DayEvent.SupplyAdded)));
        var arrived = JsonSerializer.Deserialize<DayState>(Text(day, typeof(DayState)), MessageJson.Options)!;
        Assert.Equal(day.Id, arrived.Id);
        Assert.Equal(DayAggregate.Instance.WriteSnapshot(day).ToArray(), DayAggregate.Instance.WriteSnapshot(arrived).ToArray());

        var code = CodeAggregate.Instance.Evolve(CodeAggregate.Instance.Empty(new CodeId("abc").Stream), (CodeEvent)Sample.Of(typeof(CodeEvent.CodeIssued)));
        Assert.Equal(Text(code, typeof(CodeState)), Text(JsonSerializer.Deserialize<CodeState>(Text(code, typeof(CodeState)), MessageJson.Options)!, typeof(CodeState)));

        var room = RoomAggregate.Instance.Evolve(RoomAggregate.Instance.Empty(new RoomId("impfung").Stream), (RoomEvent)Sample.Of(typeof(RoomEvent.BlockTaken)));
        Assert.Equal(room.Issued, JsonSerializer.Deserialize<RoomState>(Text(room, typeof(RoomState)), MessageJson.Options)!.Issued);
    }

    /// <summary>The control: a type that lost a member does not arrive as it was sent.</summary>
    [Fact]
    public void A_member_that_is_lost_is_noticed()
    {
        var kind = typeof(DayCommand.Hold);
        var sent = JsonNode.Parse(Text(Sample.Of(kind), kind))!.AsObject();
        var whole = sent.ToJsonString();
        sent.Remove("Until");
        Assert.NotEqual(whole, Text(JsonSerializer.Deserialize(sent.ToJsonString(), kind, MessageJson.Options)!, kind));
    }

    private static string Text(object value, Type type) => JsonSerializer.Serialize(value, type, MessageJson.Options);

    private static IEnumerable<Type> KindsOf(Type closed) => closed.GetNestedTypes().Where(type => type.IsSubclassOf(closed));
}
