using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using WaitingRoom.Chaos.Journal;
using WaitingRoom.Chaos.Nodes;

namespace WaitingRoom.Chaos.Load;

/// <summary>
/// Asks the way a page behind a proxy does: whatever is no answer is asked again at the next node, with the same key, for a bounded time.
/// </summary>
internal sealed class Asking(NodeRing nodes, Tally tally, Outages outages, ChaosOptions options, TimeProvider time)
{
    /// <summary>A page does not repeat faster than this.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(100);

    /// <summary>Longer than this nobody keeps a person waiting who looks at a button.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <returns>The answer; null when patience ran out, and then nobody knows what became of it.</returns>
    public async Task<Answer?> AskAsync(Traveller who, Call call, CancellationToken stop)
    {
        var begun = time.GetTimestamp();
        while (true)
        {
            var answer = await SendAsync(nodes.At(who.Node), who, call, stop);
            if (!answer.AsksToRepeat)
            {
                return answer;
            }

            tally.Repeated(call.Name, answer);
            outages.Refused(call.Days);
            if (time.GetElapsedTime(begun) > options.Patience)
            {
                return null;
            }

            // The next node may answer; where it does not either, a page does not hammer.
            who.GoOn();
            await Task.Delay(answer.RetryAfter is { } wait && wait < LongestPause ? wait : answer.Status == 0 ? Breath : LongestPause / 2, time, stop);
        }
    }

    private async Task<Answer> SendAsync(Node node, Traveller who, Call call, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(call.Method, new Uri(call.Path, UriKind.Relative)) { Content = call.Body is null ? null : JsonContent.Create(call.Body) };
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Add("X-Forwarded-For", who.Address);
        request.Headers.Add("Waiting-Room-Browser", who.Browser);
        if (call.Key is { } key)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        if (call.Bearer is { } bearer)
        {
            request.Headers.Authorization = new("Bearer", bearer);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(options.AnswerWithin);
        try
        {
            using var answer = await node.Http.SendAsync(request, limit.Token);
            var text = await answer.Content.ReadAsStringAsync(limit.Token);
            return new Answer((int)answer.StatusCode, node.Index, text.Length == 0 ? null : JsonNode.Parse(text), answer.Headers.RetryAfter?.Delta);
        }
        catch (Exception silent) when (silent is HttpRequestException or IOException or JsonException || (silent is OperationCanceledException && !stop.IsCancellationRequested))
        {
            nodes.WasSilent(node);
            return new Answer(0, node.Index, null, null);
        }
    }
}
