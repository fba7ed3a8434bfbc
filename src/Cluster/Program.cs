using System.CommandLine;
using Npgsql;
using WaitingRoom.Cluster.Commands;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Server.Commands;
using WaitingRoom.Storage.Migrations;

var database = new Option<string>("--database") { Description = "PostgreSQL connection string, the same for all nodes.", Recursive = true, Required = true, HelpName = "Host=...;Database=..." };
var root = new RootCommand("Virtual waiting room and appointment booking on many machines. Without a command it serves.") { database };
NodeCommand.AddTo(root, database);
root.Subcommands.Add(SchemaCommand.Make(database));
return await CommandLine.Run(root, args, refused => refused is IOException or LedgerUnavailableException or NpgsqlException or SchemaException or UnauthorizedAccessException);
