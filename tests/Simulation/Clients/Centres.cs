using System.Globalization;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Simulation.Driving;
using WaitingRoom.Simulation.Machine;

namespace WaitingRoom.Simulation.Clients;

/// <summary>Centre administrators, and callers who ask a day directly: one command, often with an operation id that was used before.</summary>
internal sealed class Centres(World world, Plan plan, SimulatedCluster cluster)
{
    private readonly List<(DayId Day, DayCommand Command)> said = [];
    private int claims;

    public void DoSomething()
    {
        if (said.Count > 0 && world.Choices.OneIn(3))
        {
            Say(said[said.Count - 1 - world.Choices.Next(Math.Min(8, said.Count))], again: true);
            return;
        }

        var day = plan.Days[world.Choices.Next(plan.Days.Length)];
        (DayId, DayCommand) next = (day, Command(OperationId.Derive("direct", said.Count.ToString(CultureInfo.InvariantCulture))));
        said.Add(next);
        Say(next, again: false);
    }

    public void Tick(DayId day) => Ask(day, new DayCommand.Tick(Reminded: true));

    private void Say((DayId Day, DayCommand Command) what, bool again)
    {
        world.Counters.Count("direct: " + (again ? "again" : what.Command.GetType().Name));
        world.Log.Add($"{world.Clock.Now:HH:mm:ss.fff} direct{(again ? " again" : "")} {what.Day}: {what.Command}");
        Ask(what.Day, what.Command);
    }

    private void Ask(DayId day, DayCommand command)
    {
        var process = cluster.AnyAlive();
        Task.Factory.StartNew(() => process.Grains.Ask(day, command), CancellationToken.None, TaskCreationOptions.None, process.Scheduler);
    }

    private DayCommand Command(OperationId operation)
    {
        var choices = world.Choices;
        var slot = plan.Slots[choices.Next(plan.Slots.Length)];
        return choices.Next(14) switch
        {
            0 or 1 or 2 => new DayCommand.Hold(operation, NewClaim(), slot, AnyChannel(), world.Clock.Now + TimeSpan.FromSeconds(10 + choices.Next(400)), Former: choices.OneIn(4) ? AnyClaim() : null),
            3 => new DayCommand.Book(operation, AnyClaim(), slot, AnyChannel()),
            4 or 5 => new DayCommand.Free(operation, AnyClaim(), BackAt: choices.OneIn(2) ? world.Clock.Now + TimeSpan.FromSeconds(choices.Next(900) - 60) : null),
            6 => new DayCommand.ExtendHold(operation, AnyClaim(), world.Clock.Now + TimeSpan.FromSeconds(60 + choices.Next(400))),
            7 => new DayCommand.SetCapacity(operation, new SlotPlaces(slot, choices.Next(4), choices.Next(3))),
            8 => new DayCommand.AddSupply(operation, Plan.Zone, [new SlotPlaces(slot, choices.Next(2), choices.Next(2))]),
            9 => new DayCommand.WithdrawSupply(operation, "v", choices.Next(4)),
            10 => new DayCommand.SetQuotaReturn(operation, choices.OneIn(3) ? null : world.Clock.Now + TimeSpan.FromSeconds(choices.Next(900) - 30)),
            11 => choices.OneIn(4) ? new DayCommand.Close(operation) : new DayCommand.Reopen(operation),
            12 => new DayCommand.SetCapacity(operation, new SlotPlaces(slot, 1 + choices.Next(3), choices.Next(2))),
            _ => new DayCommand.Reopen(operation),
        };
    }

    private Channel AnyChannel() => world.Choices.OneIn(3) ? Channel.Phone : Channel.Web;

    private AppointmentId NewClaim() => Claim(claims++);

    private AppointmentId AnyClaim() => Claim(claims == 0 ? 0 : claims - 1 - world.Choices.Next(Math.Min(5, claims)));

    private static AppointmentId Claim(int number) => AppointmentId.Derive("direct", number.ToString(CultureInfo.InvariantCulture));
}
