using System.CommandLine;
using System.Diagnostics;
using System.Reflection;
using WaitingRoom.Bench.Commands;

if (Assembly.GetExecutingAssembly().GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true })
{
    await Console.Error.WriteLineAsync("Figures of a debug build mean nothing: dotnet run -c Release --project bench -- ...");
    return 1;
}

return await new RootCommand("Measures the core beside what one would use instead, on a private PostgreSQL with durable commits.")
{
    AlternativeCommand.Create("hot-day", "Bookings per second on one centre-day.", days: 1, pairs: false),
    AlternativeCommand.Create("many-days", "Bookings per second spread over 100 centre-days.", days: 100, pairs: false),
    AlternativeCommand.Create("pairs", "Whole pair bookings per second over 100 centre-days.", days: 100, pairs: true),
}.Parse(args).InvokeAsync();
