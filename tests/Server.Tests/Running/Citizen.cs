using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace WaitingRoom.Server.Tests.Running;

/// <summary>A booking that the server has acknowledged with 201.</summary>
/// <param name="Seats">centre/date/slot of each appointment.</param>
internal sealed record Acknowledged(string Reference, string Session, string Browser, IReadOnlyList<string> Seats);

/// <summary>
/// Books the whole path over HTTP, code after code. When the server dies it waits for the next one and repeats the very step it was at, with the same key.
/// </summary>
internal sealed class Citizen(int seed, Func<string?> nextCode, KillableServer server, Action<Acknowledged> acknowledged)
{
    private static readonly string[] Postcodes = ["01067", "04356", "09116", "02708", "08056", "01591", "09648", "01917"];

    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);

    private readonly Random random = new(seed);
    private int keys;
    private string browser = "";

    public async Task Run(CancellationToken stop)
    {
        try
        {
            while (nextCode() is { } code)
            {
                await Book(code, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The test is over.
        }
    }

    private async Task Book(string code, CancellationToken stop)
    {
        var secret = new byte[32];
        random.NextBytes(secret);
        browser = Base64Url.EncodeToString(secret);
        var joined = await Post("/rooms/impfung/tickets", null, null, stop);
        var admission = await Post("/rooms/impfung/admissions", (string)joined["ticket"]!, null, stop);
        var session = (string)(await Post("/booking/sessions", (string)admission["admission"]!, null, stop))["token"]!;
        session = (string)(await Post("/booking/codes", session, new JsonObject { ["code"] = code }, stop))["token"]!;
        while (true)
        {
            var held = await Post("/booking/holds", session, await Choose(session, stop), stop);
            if (held["id"] is null)
            {
                continue;
            }

            var confirm = new JsonObject
            {
                ["hold"] = (string)held["id"]!,
                // Nobody books for as many as these: an address of their own for each.
                ["contact"] = new JsonObject { ["name"] = "Erika Muster", ["email"] = $"erika.{seed}.{keys}@example.org" },
            };
            var booked = await Post("/booking/bookings", session, confirm, stop);
            if (booked["reference"] is not null)
            {
                var seats = booked["legs"]!.AsArray().Select(l => $"{l!["centre"]!["id"]}/{l["date"]}/{l["slot"]}").ToArray();
                acknowledged(new Acknowledged((string)booked["reference"]!, session, browser, seats));
                return;
            }
        }
    }

    private async Task<JsonObject> Choose(string session, CancellationToken stop)
    {
        var vaccine = random.Next(2) == 0 ? "comirnaty" : "moderna";
        var postcode = Postcodes[random.Next(Postcodes.Length)];
        var found = await Send(HttpMethod.Get, $"/booking/offers?vaccine={vaccine}&postcode={postcode}", session, null, null, stop);
        var offers = found["offers"]!.AsArray();
        var legs = offers[random.Next(offers.Count)]!["legs"]!.AsArray().Select(l => (JsonNode)new JsonObject
        {
            ["centre"] = (string)l!["centre"]!["id"]!,
            ["date"] = (string)l["date"]!,
            ["slot"] = (string)l["slot"]!,
        });
        return new JsonObject { ["vaccine"] = vaccine, ["legs"] = new JsonArray([.. legs]) };
    }

    private Task<JsonNode> Post(string path, string? bearer, JsonObject? body, CancellationToken stop) =>
        Send(HttpMethod.Post, path, bearer, body, $"{seed}-{keys++}", stop);

    /// <summary>Until the server answers for good: 409 is an answer (somebody else was quicker), "not yet" and 503 are none.</summary>
    private async Task<JsonNode> Send(HttpMethod method, string path, string? bearer, JsonObject? body, string? key, CancellationToken stop)
    {
        while (true)
        {
            var http = await server.Up(stop);
            try
            {
                using var request = KillableServer.Request(method, path, browser, bearer);
                if (key is not null)
                {
                    request.Headers.Add("Idempotency-Key", key);
                }

                request.Content = body is null ? null : JsonContent.Create(body);
                using var answer = await http.SendAsync(request, stop);
                var text = await answer.Content.ReadAsStringAsync(stop);
                var isTooEarly = answer.StatusCode == HttpStatusCode.Conflict && path.EndsWith("/admissions", StringComparison.Ordinal);
                if (answer.IsSuccessStatusCode || (answer.StatusCode == HttpStatusCode.Conflict && !isTooEarly))
                {
                    return JsonNode.Parse(text)!;
                }

                if (!isTooEarly && answer.StatusCode != HttpStatusCode.ServiceUnavailable)
                {
                    throw new InvalidOperationException($"{method} {path.Split('?')[0]} answered {(int)answer.StatusCode}: {text}");
                }
            }
            catch (Exception cut) when (cut is HttpRequestException or IOException or SocketException or ObjectDisposedException || (cut is OperationCanceledException && !stop.IsCancellationRequested))
            {
                // The server died, or is about to be replaced: the same step again with the same key.
            }

            await Task.Delay(BetweenTries, TimeProvider.System, stop);
        }
    }
}
