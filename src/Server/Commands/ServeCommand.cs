using System.CommandLine;
using WaitingRoom.Server.Hosting;
using WaitingRoom.Storage;

namespace WaitingRoom.Server.Commands;

/// <summary><c>serve</c>, and what happens when no command is named.</summary>
internal static class ServeCommand
{
    private const int DefaultPort = 8080;

    public static void AddTo(RootCommand root, StoreOptions stores)
    {
        var serve = new Command("serve", "Serve citizens and apps until stopped.");
        root.Subcommands.Add(serve);
        foreach (var command in (Command[])[root, serve])
        {
            var port = new Option<int>("--port") { Description = "Port on localhost.", DefaultValueFactory = _ => DefaultPort };
            port.Validators.Add(result =>
            {
                if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var number) && number is < 1 or > 65535)
                {
                    result.AddError($"The port '{number}' is not from 1 to 65535.");
                }
            });
            var noDemo = new Option<bool>("--no-demo") { Description = "Leave an empty store empty. Otherwise it gets a demonstration campaign." };
            var settings = SettingsOption.Make();
            command.Options.Add(port);
            command.Options.Add(noDemo);
            command.Options.Add(settings);
            command.SetAction(async (parsed, cancellation) =>
            {
                var request = new ServeRequest(parsed.GetValue(port), !parsed.GetValue(noDemo), SettingsOption.Read(parsed.GetValue(settings)));
                ServerPort.Require(request.Port);
                await using var store = await Store.OpenAsync(stores.From(parsed), cancellation: cancellation);
                await WaitingRoomServer.Run(request, store, Console.Out, placeGrains: null, cancellation);
                return 0;
            });
        }
    }
}
