using System.CommandLine;
using WaitingRoom.Cluster.Schema;
using WaitingRoom.Storage;

namespace WaitingRoom.Cluster.Commands;

/// <summary><c>schema</c>: prepares the database by itself, for installations whose nodes may not create tables.</summary>
internal static class SchemaCommand
{
    public static Command Make(Option<string> database)
    {
        var print = new Option<bool>("--print") { Description = "Print the engine's statements instead of running anything." };
        var schema = new Command("schema", "Make or update the schema: ledger, read models and the engine's tables.") { print };
        schema.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(print))
            {
                await Console.Out.WriteAsync(OrleansSchema.Text);
                return 0;
            }

            var connection = parsed.GetValue(database)!;
            await using (await Store.OpenAsync(new StorageOptions { ConnectionString = connection }, cancellation: cancellation))
            {
                await OrleansSchema.Apply(connection, cancellation);
            }

            await Console.Out.WriteLineAsync("The schema is up to date.");
            return 0;
        });
        return schema;
    }
}
