using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using WaitingRoom.Chaos.Nodes;

namespace WaitingRoom.Chaos.World;

/// <summary>Opens the waiting room as an operator does.</summary>
internal static class OpenedRoom
{
    public const string Name = "impfung";

    /// <summary>Places inside are not what is tested: whoever was lost in a kill counts as inside for minutes.</summary>
    private const int MostInside = 400_000;

    public static async Task OpenAsync(Node node, string staffToken, int ceilingPerMinute, CancellationToken cancellation)
    {
        using var change = new HttpRequestMessage(HttpMethod.Patch, new Uri($"/operators/rooms/{Name}", UriKind.Relative))
        {
            // The shortest session keeps the room's memory as small as that of a room whose people leave.
            Content = JsonContent.Create(new JsonObject { ["ceilingPerMinute"] = ceilingPerMinute, ["maxActiveSessions"] = MostInside, ["sessionMinutes"] = 2 }),
        };
        change.Headers.Authorization = new("Bearer", staffToken);
        change.Headers.Add("Idempotency-Key", "open");
        using var changed = await node.Http.SendAsync(change, cancellation);
        if (changed.StatusCode != HttpStatusCode.OK)
        {
            throw new InvalidOperationException($"The room could not be opened: {(int)changed.StatusCode} {await changed.Content.ReadAsStringAsync(cancellation)}");
        }
    }

    /// <summary>As documented of the door: a ceiling's share of ten seconds, and one tick of 200 ms on top, which is never less than one person.</summary>
    public static int MostInTenSeconds(int ceilingPerMinute) => (int)(ceilingPerMinute / 6.0) + Math.Max(1, (int)(ceilingPerMinute / 300.0));
}
