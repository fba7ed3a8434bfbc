using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Storage.Reading;

internal sealed class SqlAdmissionLog(Engine engine) : IAdmissionLog
{
    public async ValueTask Append(RoomId room, IReadOnlyList<TickReport> reports, CancellationToken cancellation = default)
    {
        const string Insert = "INSERT INTO admission_ticks (room, at, report) VALUES (@room, @at, @report) ON CONFLICT (room, at) DO NOTHING";
        foreach (var report in reports)
        {
            var json = JsonSerializer.Serialize(report, AdmissionLogJson.Default.TickReport);
            await engine.Execute(Insert, new { room = room.Name, at = Instants.ToMicroseconds(report.At), report = json }, cancellation);
        }
    }

    public ValueTask<IReadOnlyList<TickReport>> Read(RoomId room, DateTimeOffset from, int limit, CancellationToken cancellation = default) => engine.Read(
        async (connection, cancellation) =>
        {
            var command = new CommandDefinition(
                "SELECT report FROM admission_ticks WHERE room = @room AND at >= @from ORDER BY at LIMIT @limit",
                new { room = room.Name, from = Instants.ToMicroseconds(from), limit },
                cancellationToken: cancellation);
            var rows = await connection.QueryAsync<string>(command);
            return (IReadOnlyList<TickReport>)[.. rows.Select(r => JsonSerializer.Deserialize(r, AdmissionLogJson.Default.TickReport)!)];
        },
        cancellation);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TickReport))]
internal sealed partial class AdmissionLogJson : JsonSerializerContext;
