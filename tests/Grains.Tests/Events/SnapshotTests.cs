using System.Text;
using FsCheck;
using FsCheck.Xunit;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Tests.Days;

namespace WaitingRoom.Grains.Tests.Events;

public sealed class SnapshotTests
{
    [Property(MaxTest = 200)]
    public void A_day_from_its_snapshot_is_the_day_from_its_history_and_goes_on_alike(byte[] doings, byte next)
    {
        var day = new Day(web: 3, phone: 2);
        foreach (var doing in doings)
        {
            Do(day, doing);
        }

        var again = DayAggregate.Instance.ReadSnapshot(Day.Id.Stream, DayAggregate.Instance.WriteSnapshot(day.State));
        Assert.Equal(Seen(day.State), Seen(again));
        var before = day.State;
        Do(day, next);
        var decision = DayAggregate.Instance.Decide(again, new DayCommand.Hold(default, Day.Who(99), Day.Nine, Channel.Web, day.Now.AddMinutes(1)), day.Now);
        Assert.Equal(DayAggregate.Instance.Decide(before, new DayCommand.Hold(default, Day.Who(99), Day.Nine, Channel.Web, day.Now.AddMinutes(1)), day.Now).Outcome, decision.Outcome);
    }

    [Fact]
    public void A_code_from_its_snapshot_is_the_code_from_its_history()
    {
        var state = CodeAggregate.Instance.Empty(new CodeId("abc").Stream);
        foreach (var happened in new[] { typeof(CodeEvent.CodeIssued), typeof(CodeEvent.PairHeld), typeof(CodeEvent.BookingBegun), typeof(CodeEvent.UndoBegun), typeof(CodeEvent.PairEnded), typeof(CodeEvent.PairHeld), typeof(CodeEvent.BookingBegun) })
        {
            state = CodeAggregate.Instance.Evolve(state, (CodeEvent)Sample.Of(happened));
            var stored = CodeAggregate.Instance.WriteSnapshot(state);
            var again = CodeAggregate.Instance.ReadSnapshot(state.Id.Stream, stored);
            Assert.Equal(Text(stored), Text(CodeAggregate.Instance.WriteSnapshot(again)));
            Assert.Equal((state.Phase, state.End, state.Issued, state.Group, state.PhaseSince), (again.Phase, again.End, again.Issued, again.Group, again.PhaseSince));
            Assert.Equal(state.Ended.Select(Plain), again.Ended.Select(Plain));
            Assert.Equal(state.SealedContact.ToArray(), again.SealedContact.ToArray());
            Assert.Equal(state.Pair?.Legs, again.Pair?.Legs);
        }
    }

    private static string Plain(EndedPair p) => $"{p.Id} {p.Reference} {p.End} {p.At} {p.Pair?.Reference} {Convert.ToHexString(p.SealedContact.Span)}";

    private static void Do(Day day, byte doing)
    {
        var who = doing % 5;
        switch (doing / 5 % 9)
        {
            case 0 or 1:
                day.Hold(who, minutes: 1 + (doing % 7), channel: doing % 2 == 0 ? Channel.Web : Channel.Phone);
                break;
            case 2:
                day.Book(who);
                break;
            case 3:
                day.Say(o => new DayCommand.Free(o, Day.Who(who), BackAt: doing % 3 == 0 ? day.Now.AddMinutes(4) : null));
                break;
            case 4:
                day.Now = day.Now.AddMinutes(3);
                break;
            case 5:
                day.Say(o => new DayCommand.SetQuotaReturn(o, day.Now.AddMinutes(doing % 4)));
                break;
            case 6:
                day.Say(o => new DayCommand.SetCapacity(o, new SlotPlaces(Day.Nine, doing % 4, doing % 3)));
                break;
            case 7:
                day.Say(o => doing % 2 == 0 ? new DayCommand.Close(o) : new DayCommand.Reopen(o));
                break;
            default:
                day.Say(o => new DayCommand.ExtendHold(o, Day.Who(who), day.Now.AddMinutes(9)));
                break;
        }
    }

    /// <summary>All that can be seen of a day, in an order of its own.</summary>
    private static string Seen(DayState state) => string.Join(
        '\n',
        [
            $"{state.Id} {state.Version} {state.Zone} {state.Closed} {state.QuotaReturnsAt} {state.QuotaReturned} {state.NextDue}",
            .. state.Slots.Values.Select(s => $"{s with { Taken = default }} {string.Join(',', Enumerable.Range(0, 70).Where(s.Taken.Contains))}"),
            .. state.Appointments.Values.OrderBy(a => a.Id).Select(a => a.ToString()),
            .. state.Expiries.Select(e => e.ToString()),
            .. state.Ended.Order().Select(e => e.ToString()),
        ]);

    private static string Text(ReadOnlyMemory<byte> json) => Encoding.UTF8.GetString(json.Span);
}
