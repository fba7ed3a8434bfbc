using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using WaitingRoom.Bench.Core;
using WaitingRoom.Bench.Hosts;
using WaitingRoom.Bench.Load;

namespace WaitingRoom.Bench.Search;

/// <summary>Citizens who are inside with their code redeemed; each books once. What is measured is what they do then: search, hold, confirm.</summary>
/// <param name="days">Each looks from one of so many days on, so that they seldom want the same seat; 1: all want the earliest.</param>
internal sealed class Bookers(RealServer server, int seed, int days = 1) : IDisposable
{
    private const int PostcodePurpose = 1;
    private const int DayPurpose = 2;

    /// <summary>Whoever finds the chosen seat taken takes the next offer, so often at most.</summary>
    private const int MostTries = 20;

    private static readonly string[] Postcodes = ["01067", "01591", "01796", "01917", "02708", "04356", "04552", "08056", "08233", "09116", "09456", "09648"];

    /// <summary>A turn that has not come yet; the room looks five times a second.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = 64 }) { BaseAddress = server.Address };
    private readonly ConcurrentQueue<(int Number, string Session)> ready = new();
    private readonly SeededIds ids = new(seed);

    /// <summary>Takes everybody through the waiting room, before anything is measured.</summary>
    public async Task PrepareAsync(IReadOnlyList<string> codes, CancellationToken cancellation) => await Parallel.ForEachAsync(
        codes.Index(), new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancellation }, async (citizen, stop) =>
        {
            var browser = string.Create(CultureInfo.InvariantCulture, $"{citizen.Index:D42}A");
            var ticket = (await AskAsync(HttpMethod.Post, $"/rooms/{RealServer.Room}/tickets", citizen.Index, "t", browser, null, null, stop)).Text("ticket");
            string? admission;
            while ((admission = (await AskAsync(HttpMethod.Post, $"/rooms/{RealServer.Room}/admissions", citizen.Index, "a", browser, ticket, null, stop)).Find("admission")) is null)
            {
                await Task.Delay(AskAgain, TimeProvider.System, stop);
            }

            var session = (await AskAsync(HttpMethod.Post, "/booking/sessions", citizen.Index, "s", browser, admission, null, stop)).Text("token");
            session = (await AskAsync(HttpMethod.Post, "/booking/codes", citizen.Index, "c", browser, session, new JsonObject { ["code"] = citizen.Item }, stop)).Text("token");
            ready.Enqueue((citizen.Index, session));
        });

    /// <summary>One whole booking.</summary>
    public async ValueTask<Attempt> BookAsync(long number, CancellationToken cancellation)
    {
        if (!ready.TryDequeue(out var citizen))
        {
            throw new InvalidOperationException("More bookings than citizens.");
        }

        var postcode = Postcodes[ids.Choose(citizen.Number, PostcodePurpose, Postcodes.Length)];
        var from = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(1 + ids.Choose(citizen.Number, DayPurpose, days));
        var query = string.Create(CultureInfo.InvariantCulture, $"/booking/offers?vaccine=comirnaty&postcode={postcode}&from={from:yyyy-MM-dd}");
        var offers = (await AskAsync(HttpMethod.Get, query, citizen.Number, null, null, citizen.Session, null, cancellation)).Body;
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            if (offers?["offers"] is not JsonArray { Count: > 0 } list)
            {
                return Attempt.Refused;
            }

            var legs = list[0]!["legs"]!.AsArray().Select(leg => (JsonNode)new JsonObject
            {
                ["centre"] = (string?)leg!["centre"]!["id"],
                ["date"] = (string?)leg["date"],
                ["slot"] = (string?)leg["slot"],
            });
            var hold = await AskAsync(
                HttpMethod.Post, "/booking/holds", citizen.Number, string.Create(CultureInfo.InvariantCulture, $"h{attempt}"), null, citizen.Session,
                new JsonObject { ["vaccine"] = "comirnaty", ["legs"] = new JsonArray([.. legs]) }, cancellation);
            if (hold.Status == HttpStatusCode.Created)
            {
                var contact = new JsonObject { ["name"] = "Erika Muster", ["email"] = string.Create(CultureInfo.InvariantCulture, $"erika.{citizen.Number}@example.org") };
                var booked = await AskAsync(
                    HttpMethod.Post, "/booking/bookings", citizen.Number, "b", null, citizen.Session, new JsonObject { ["hold"] = hold.Text("id"), ["contact"] = contact }, cancellation);
                return booked.Status == HttpStatusCode.Created ? Attempt.Done : Attempt.Failed;
            }

            offers = hold.Body?["next"];
        }

        return Attempt.Refused;
    }

    public void Dispose() => http.Dispose();

    private async Task<Answer> AskAsync(HttpMethod method, string path, int citizen, string? key, string? browser, string? bearer, JsonObject? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        // A hundred citizens share a range of addresses, as everywhere here.
        request.Headers.Add("X-Forwarded-For", string.Create(CultureInfo.InvariantCulture, $"10.{citizen / 25600 % 256}.{citizen / 100 % 256}.{1 + (citizen % 100)}"));
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", string.Create(CultureInfo.InvariantCulture, $"{key}-{citizen}"));
        }

        if (browser is not null)
        {
            request.Headers.Add("Waiting-Room-Browser", browser);
        }

        if (bearer is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + bearer);
        }

        using var answer = await http.SendAsync(request, cancellation);
        return new Answer(answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonNode>(JsonSerializerOptions.Web, cancellation));
    }

    private sealed record Answer(HttpStatusCode Status, JsonNode? Body)
    {
        public string? Find(string member) => (string?)Body?[member];

        public string Text(string member) => Find(member) ?? throw new InvalidOperationException($"{(int)Status}: {Body?.ToJsonString()}");
    }
}
