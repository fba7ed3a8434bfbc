using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace WaitingRoom.Bench.Hosts;

/// <summary>Makes room for everybody who is to stay inside.</summary>
internal static class RoomForAll
{
    public static async Task MakeAsync(RealServer server, int people, CancellationToken cancellation)
    {
        var token = await server.RunAsync(["staff", "token", "--role", "operator", "--subject", "bench"], cancellation);
        using var http = new HttpClient();
        using var change = new HttpRequestMessage(HttpMethod.Patch, new Uri(server.Address, $"/operators/rooms/{RealServer.Room}"))
        {
            Content = JsonContent.Create(new JsonObject { ["maxActiveSessions"] = 2 * people }),
        };
        change.Headers.Authorization = new("Bearer", token[0]);
        change.Headers.Add("Idempotency-Key", "stay");
        using var changed = await http.SendAsync(change, cancellation);
        changed.EnsureSuccessStatusCode();
    }
}
