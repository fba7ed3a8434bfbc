using System.CommandLine;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Server.Commands;

/// <summary>The words after the program's name, and what becomes of what cannot be done: one line on standard error and exit code 2.</summary>
internal static class CommandLine
{
    public const int Refused = 2;

    public static async Task<int> Run(string[] args)
    {
        var stores = new StoreOptions();
        var root = new RootCommand("Virtual waiting room and appointment booking. Without a command it serves.");
        stores.AddTo(root);
        ServeCommand.AddTo(root, stores);
        root.Subcommands.Add(ImportCommand.Make(stores));
        root.Subcommands.Add(CodesCommand.Make(stores));
        root.Subcommands.Add(VerifyDrawCommand.Make());
        root.Subcommands.Add(StaffCommand.Make(stores));

        return await Run(root, args, refused => refused is IOException or LedgerUnavailableException or UnauthorizedAccessException or Storage.Migrations.SchemaException);
    }

    /// <param name="isRefusal">Tells what somebody can do something about from a fault of the program.</param>
    internal static async Task<int> Run(RootCommand root, string[] args, Func<Exception, bool> isRefusal)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            return Refuse($"{parsed.Errors[0].Message} --help shows what there is.");
        }

        try
        {
            // The host ends on signals by itself; an import may be cut anywhere, because running it again goes on.
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (Exception refused) when (isRefusal(refused))
        {
            return Refuse(refused.Message);
        }
    }

    private static int Refuse(string reason)
    {
        Console.Error.WriteLine(reason.ReplaceLineEndings(" "));
        return Refused;
    }
}
