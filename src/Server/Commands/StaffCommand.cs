using System.CommandLine;
using WaitingRoom.Admin;
using WaitingRoom.Admin.Staff;
using WaitingRoom.Storage;

namespace WaitingRoom.Server.Commands;

/// <summary><c>staff token</c>: a token of the built-in issuer on standard output. Whoever can read the store can make them; nobody else can.</summary>
internal static class StaffCommand
{
    private static readonly int LongestHours = (int)StaffTokens.LongestLife.TotalHours;

    public static Command Make(StoreOptions stores)
    {
        var role = new Option<string>("--role") { Description = $"One of {string.Join(", ", StaffRole.All)}.", Required = true, HelpName = "ROLE" };
        role.AcceptOnlyFromAmong([.. StaffRole.All]);
        var subject = new Option<string>("--subject") { Description = "Who; stands in the audit of everything done with the token.", Required = true, HelpName = "NAME" };
        subject.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !StaffTokens.IsSubject(result.Tokens[0].Value))
            {
                result.AddError("--subject has 1 to 255 visible ASCII characters.");
            }
        });
        var hours = new Option<int>("--hours") { Description = "How long it lasts.", DefaultValueFactory = _ => (int)StaffTokens.DefaultLife.TotalHours, HelpName = "N" };
        hours.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var number) && (number < 1 || number > LongestHours))
            {
                result.AddError($"--hours is from 1 to {LongestHours}.");
            }
        });
        var token = new Command("token", "Make a staff token and print it. It cannot be called back before it ends.") { role, subject, hours };
        token.SetAction(async (parsed, cancellation) =>
        {
            await using var store = await Store.OpenAsync(stores.From(parsed), cancellation: cancellation);
            await using var services = new ServiceCollection()
                .AddSingleton(TimeProvider.System)
                .AddLogging()
                .AddStorage(store)
                .AddStaffTokens()
                .BuildServiceProvider();
            await Console.Out.WriteLineAsync(
                await services.GetRequiredService<StaffTokens>().Issue(parsed.GetValue(role)!, parsed.GetValue(subject)!, TimeSpan.FromHours(parsed.GetValue(hours))));
            return 0;
        });
        return new Command("staff", "Staff.") { token };
    }
}
