using System.CommandLine;
using WaitingRoom.Cluster.Hosting;
using WaitingRoom.Cluster.Schema;
using WaitingRoom.Server.Commands;
using WaitingRoom.Server.Hosting;
using WaitingRoom.Storage;

namespace WaitingRoom.Cluster.Commands;

/// <summary><c>serve</c>, and what happens when no command is named: one node of a cluster.</summary>
internal static class NodeCommand
{
    private const int DefaultPort = 8080;
    private const int DefaultSiloPort = 11_111;
    private const int DefaultGatewayPort = 30_000;

    public static void AddTo(RootCommand root, Option<string> database)
    {
        var serve = new Command("serve", "Serve citizens, staff and apps as one node of a cluster until stopped.");
        root.Subcommands.Add(serve);
        foreach (var command in (Command[])[root, serve])
        {
            var port = Port("--port", "Port for HTTP.", DefaultPort);
            var silo = Port("--silo-port", "Port for other nodes.", DefaultSiloPort);
            var gateway = Port("--gateway-port", "Port for clients of the engine; every node on one machine needs its own.", DefaultGatewayPort);
            var roles = new Option<string>("--roles") { Description = "What this node serves: queue, booking, admin, separated by commas.", DefaultValueFactory = _ => "queue,booking,admin" };
            roles.Validators.Add(result =>
            {
                if (result.Tokens is [var written] && !NodeRolesText.TryParse(written.Value, out _, out var wrong))
                {
                    result.AddError(wrong.Length > 0 ? $"'{wrong}' is no role; roles are queue, booking and admin." : "A node needs a role: queue, booking or admin.");
                }
            });
            var listen = new Option<string>("--listen") { Description = "local or any: who may reach this node.", DefaultValueFactory = _ => "local" }.AcceptOnlyFromAmong("local", "any");
            var noDemo = new Option<bool>("--no-demo") { Description = "Leave an empty store empty. Otherwise it gets a demonstration campaign." };
            var settings = SettingsOption.Make();
            foreach (var option in (Option[])[port, silo, gateway, roles, listen, noDemo, settings])
            {
                command.Options.Add(option);
            }

            command.SetAction(async (parsed, cancellation) =>
            {
                var served = NodeRolesText.TryParse(parsed.GetValue(roles)!, out var named, out _) ? named : NodeRoles.All;
                var request = new NodeRequest(
                    new ServeRequest(parsed.GetValue(port), !parsed.GetValue(noDemo), SettingsOption.Read(parsed.GetValue(settings)))
                    {
                        Roles = served,
                        ListenAny = parsed.GetValue(listen) == "any",
                    },
                    parsed.GetValue(database)!,
                    parsed.GetValue(silo),
                    parsed.GetValue(gateway));
                ServerPort.Require(request.Serve.Port);
                ServerPort.Require(request.SiloPort);
                ServerPort.Require(request.GatewayPort);
                await using var store = await Store.OpenAsync(new StorageOptions { ConnectionString = request.Database }, cancellation: cancellation);
                await OrleansSchema.Apply(request.Database, cancellation);
                await WaitingRoomServer.Run(request.Serve, store, Console.Out, builder => GrainPlacement.AddTo(builder, request), cancellation);
                return 0;
            });
        }
    }

    private static Option<int> Port(string name, string description, int usual)
    {
        var port = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        port.Validators.Add(result =>
        {
            if (result.Tokens is [var written] && int.TryParse(written.Value, out var number) && number is < 1 or > 65535)
            {
                result.AddError($"The port '{number}' is not from 1 to 65535.");
            }
        });
        return port;
    }
}
