using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WaitingRoom.Queue.Joining;
using WaitingRoom.Queue.Returning;
using WaitingRoom.Queue.Rooms;
using WaitingRoom.Queue.Tokens;
using WaitingRoom.Web.Security;

namespace WaitingRoom.Queue.Bots;

/// <summary>What stands before a ticket: limits, the proof of work, the endless queue. GET /rooms/{room}/challenge gives the work to do.</summary>
internal sealed class BotDoor(OpenRooms rooms, Challenges challenges, JoinLimits limits, Suspicion suspicion, KeptPlaces kept, WebCookies cookies, TimeProvider time)
{
    public const string ChallengeHeader = "Waiting-Room-Challenge";

    public const string NonceHeader = "Waiting-Room-Nonce";

    public const string ChallengeField = "challenge";

    public const string NonceField = "nonce";

    /// <summary>Hidden from people and from assistive technology, and named like nothing that a browser fills by itself.</summary>
    public const string TrapField = "wr-leave-empty";

    /// <summary>Without script: as long as a slow phone would compute, so that leaving the script out gains nothing.</summary>
    public static readonly TimeSpan WaitInsteadOfWork = TimeSpan.FromSeconds(20);

    /// <summary>A flagged client is told a place this far behind the line, and up to as far again: believable, and past the end of any day.</summary>
    private const int EndlessAhead = 1_000_000;

    private readonly SpentChallenges spent = new();

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/rooms/{room}/challenge", (string room, HttpContext context, BotDoor door) => door.Give(room, context)).WithTags("rooms")
            .WithSummary("The work to do before a ticket");

    /// <summary>Null when whoever knocks may go on to join; flagged clients find an endless place waiting for them there.</summary>
    public async Task<IResult?> Check(OpenRoom room, HttpContext context)
    {
        var request = context.Request;
        var isForm = RequestKind.IsForm(request);
        BrowserSecret.TryRead(request, cookies, out var browser);
        if (limits.Knock(context, browser) is { } wait)
        {
            return BotProblems.TooOften(wait);
        }

        var now = time.GetUtcNow();
        var form = isForm ? await request.ReadFormAsync(context.RequestAborted) : null;
        // Whoever has a place, or got one a moment ago whose answer was lost, is no arrival and has no work to do.
        if (browser is { } owner && await kept.Find(room, request, owner) is not null)
        {
            return null;
        }

        room.Arrivals.Count(now);
        if (room.Sight is not { State.Settings: var settings })
        {
            return null;
        }

        var trapTouched = settings.EndlessQueue && form is not null && form[TrapField] is [{ Length: > 0 }];
        if (trapTouched && browser is null)
        {
            // No number for a program that cannot even be told apart from the next.
            return SeeOther.To(ReturnTarget.PageFor(room, form));
        }

        if (browser is { } suspect && settings.EndlessQueue)
        {
            if (trapTouched)
            {
                suspicion.TrapTouched(suspect.Key);
            }

            if (suspicion.IsFlagged(suspect.Key))
            {
                await room.RecentJoins.GetOrJoin(suspect.Key, () => Task.FromResult<Place?>(EndlessPlace(room, suspect, now)));
                return null;
            }
        }

        if (settings.ProofOfWorkBits == 0)
        {
            return null;
        }

        if (browser is null)
        {
            // The page gives a browser its secret together with the challenge; a program is told by the join itself.
            return isForm ? SeeOther.To(ReturnTarget.PageFor(room, form)) : null;
        }

        return form is null
            ? await CheckWork(room, browser.Value, request.Headers[ChallengeHeader], request.Headers[NonceHeader], now)
            : await CheckForm(room, browser.Value, form, now, context);
    }

    private IResult Give(string name, HttpContext context)
    {
        if (!rooms.TryFind(name, out var room))
        {
            return RoomProblems.Unknown();
        }

        if (!BrowserSecret.TryRead(context.Request, cookies, out var browser))
        {
            return RoomProblems.BrowserMissing();
        }

        if (limits.Knock(context, browser) is { } wait)
        {
            return BotProblems.TooOften(wait);
        }

        context.Response.Headers.CacheControl = "no-store";
        var challenge = ChallengeFor(room, browser.Value);
        return Results.Json(
            challenge is null ? new WorkToDo(0, null, null) : new WorkToDo(challenge.Bits, challenge.Text, challenge.ExpiresAt), BotJson.Default.WorkToDo);
    }

    /// <summary>Null while the room asks for no work.</summary>
    public Challenge? ChallengeFor(OpenRoom room, BrowserSecret browser) =>
        Difficulty.Bits(room.Sight?.State.Settings.ProofOfWorkBits ?? 0, room.Arrivals.PerMinute(time.GetUtcNow())) is > 0 and var bits
            ? challenges.Make(room.Id.Name, bits, browser)
            : null;

    private async Task<IResult?> CheckWork(OpenRoom room, BrowserSecret browser, string? challenge, string? nonce, DateTimeOffset now)
    {
        switch (await challenges.Read(challenge, room.Id.Name, browser))
        {
            case ChallengeReading.Missing:
                return BotProblems.Needed(room.Id.Name);
            case ChallengeReading.Expired:
                return BotProblems.Expired(room.Id.Name);
            case ChallengeReading.NotYours:
                return BotProblems.NotYours(room.Id.Name);
            case ChallengeReading.Valid valid when ProofOfWork.Solves(challenge!, nonce, valid.Bits):
                return spent.TrySpend(valid.Id, now) ? null : BotProblems.Used(room.Id.Name);
            default:
                suspicion.ChallengeFailed(browser.Key);
                return BotProblems.Wrong(room.Id.Name);
        }
    }

    /// <summary>A form comes from a page: what is not in order there is put right by the page, without a word about errors.</summary>
    private async Task<IResult?> CheckForm(OpenRoom room, BrowserSecret browser, IFormCollection form, DateTimeOffset now, HttpContext context)
    {
        string? challenge = form[ChallengeField], nonce = form[NonceField];
        var page = SeeOther.To(ReturnTarget.PageFor(room, form));
        var reading = await challenges.Read(challenge, room.Id.Name, browser);
        if (reading is not ChallengeReading.Valid valid)
        {
            if (reading is ChallengeReading.Forged)
            {
                suspicion.ChallengeFailed(browser.Key);
            }

            return page;
        }

        if (string.IsNullOrEmpty(nonce))
        {
            if (now - valid.IssuedAt < WaitInsteadOfWork)
            {
                // The page shows this very challenge again and lets it grow old.
                Keep(context.Response, room, challenge!);
                return page;
            }
        }
        else if (!ProofOfWork.Solves(challenge!, nonce, valid.Bits))
        {
            suspicion.ChallengeFailed(browser.Key);
            return page;
        }

        return spent.TrySpend(valid.Id, now) ? null : page;
    }

    private static Place EndlessPlace(OpenRoom room, BrowserSecret browser, DateTimeOffset now) =>
        new(room.HandedOut + EndlessAhead + ((uint)browser.Key.GetHashCode() % EndlessAhead), now) { Endless = true };

    private void Keep(HttpResponse response, OpenRoom room, string challenge)
    {
        var options = cookies.NewOptions();
        options.MaxAge = Challenges.Life;
        response.Cookies.Append(CookieOf(room), challenge, options);
    }

    private string CookieOf(OpenRoom room) => cookies.NameOf("wr-challenge-" + room.Id.Name);

    /// <summary>What the page needs to let somebody join; gives the browser its secret and, to those who wait without script, the moment to look again.</summary>
    public async Task<JoinForm> FormFor(OpenRoom room, HttpContext context)
    {
        if ((room.Sight?.State.Settings.ProofOfWorkBits ?? 0) == 0)
        {
            return JoinForm.Free;
        }

        var known = BrowserSecret.TryRead(context.Request, cookies, out var secret);
        var browser = known ? secret!.Value : BrowserSecret.New();
        if (!known)
        {
            browser.Remember(context.Response, cookies);
        }

        var kept = context.Request.Cookies[CookieOf(room)];
        if (await challenges.Read(kept, room.Id.Name, browser) is ChallengeReading.Valid valid)
        {
            var left = (int)Math.Ceiling((WaitInsteadOfWork - (time.GetUtcNow() - valid.IssuedAt)).TotalSeconds);
            if (left > 0)
            {
                context.Response.Headers["Refresh"] = left.ToString(CultureInfo.InvariantCulture);
            }

            return new JoinForm(new Challenge(kept!, valid.Bits, valid.IssuedAt + Challenges.Life), Math.Max(0, left));
        }

        return new JoinForm(ChallengeFor(room, browser), null);
    }
}

/// <param name="Challenge">Goes into the form; null while the room asks for no work.</param>
/// <param name="WaitSeconds">For somebody who pressed the button without script: how much longer, 0 when the button works now; null for everyone else.</param>
internal sealed record JoinForm(Challenge? Challenge, int? WaitSeconds)
{
    public static readonly JoinForm Free = new(null, null);
}

/// <param name="Bits">Leading zero bits that SHA-256 of "challenge|nonce" must have; 0: nothing is asked.</param>
internal sealed record WorkToDo(int Bits, string? Challenge, DateTimeOffset? ExpiresAt);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WorkToDo))]
internal sealed partial class BotJson : JsonSerializerContext;
