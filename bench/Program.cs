using System.CommandLine;
using System.Diagnostics;
using System.Reflection;
using WaitingRoom.Bench.Commands;
using WaitingRoom.Bench.Core;
using WaitingRoom.Bench.Hosts;

if (Assembly.GetExecutingAssembly().GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true })
{
    await Console.Error.WriteLineAsync("Figures of a debug build mean nothing: dotnet run -c Release --project bench -- ...");
    return 1;
}

return await new RootCommand("Measures the core and the waiting room beside what one would use instead.")
{
    CompareCommand.Create("hot-day", "Bookings per second on one centre-day, in one slot and in sixty.", days: 1, [CoreWork.Book, CoreWork.HoldAndBook], [1, CompareCommand.RealisticSlotsPerDay]),
    CompareCommand.Create("many-days", "Bookings per second spread over 100 centre-days.", days: 100, [CoreWork.Book, CoreWork.HoldAndBook], [CompareCommand.RealisticSlotsPerDay]),
    CompareCommand.Create("pairs", "Whole pair bookings per second over 100 centre-days.", days: 100, [CoreWork.Pair], [CompareCommand.RealisticSlotsPerDay]),
    StatusCommand.Create(),
    JoinCommand.Create(),
    CrowdCommand.Create(),
    SurgeCommand.Create(),
    SearchCommand.Create(),
    DayCommand.Create(),
    ClusterCommand.Create(),
    HelloServer.Create(),
    MeasuredServer.Create(),
}.Parse(args).InvokeAsync();
