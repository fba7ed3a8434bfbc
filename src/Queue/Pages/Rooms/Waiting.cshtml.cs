using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Bots;
using WaitingRoom.Queue.Joining;
using WaitingRoom.Queue.Notices;
using WaitingRoom.Queue.Returning;
using WaitingRoom.Queue.Rooms;
using WaitingRoom.Queue.Status;
using WaitingRoom.Queue.Tokens;
using WaitingRoom.Queue.Turns;
using WaitingRoom.Queue.Waiting;
using WaitingRoom.Web;
using WaitingRoom.Web.Languages;
using WaitingRoom.Web.Problems;
using WaitingRoom.Web.Security;

namespace WaitingRoom.Queue.Pages.Rooms;

/// <summary>GET /rooms/{room}: what this is and the way in, or how one stands; the same as data for programs. Changes nothing.</summary>
[IgnoreAntiforgeryToken]
[CompressedPage]
internal sealed class WaitingModel(OpenRooms rooms, Tickets tickets, IGrains grains, KeptPlaces kept, BotDoor bots, WebCookies cookies, PageParts parts, IOptions<WebOptions> web, TimeProvider time) : PageModel
{
    private static readonly Text FooterLabel = new("Rechtliches und Hilfe", "Legal information and help");

    /// <summary>Without script a page that reloads under one's hands is a nuisance; closer to the turn it is needed.</summary>
    private const int ShortestRefreshSeconds = 5;

    private OpenRoom? room;
    private long? number;
    private RoomState state = null!;

    public PageParts Parts => parts;

    public PageLanguage Language { get; private set; } = PageLanguage.German;

    public Standing Standing { get; private set; } = null!;

    public RoomStatus Status { get; private set; } = null!;

    public DateTimeOffset Now { get; private set; }

    public string Path => "/rooms/" + room!.Id.Name;

    public string Heading => room!.Title.In(Language.Basis);

    public string Service => web.Value.Service.In(Language.Basis);

    public string Authority => web.Value.Authority.In(Language.Basis);

    public IList<WebLink> FooterLinks => web.Value.FooterLinks;

    public string Footer => FooterLabel.In(Language.Basis);

    public string Title => $"{Heading} – {Say(WaitingTexts.PageName)} – {Service}";

    /// <summary>A ticket was sent that is worth nothing here.</summary>
    public bool HasUnusableTicket { get; private set; }

    /// <summary>The ticket that was sent is worth nothing any more, and why; null otherwise.</summary>
    public Saying? Spent { get; private set; }

    /// <summary>What joining asks for.</summary>
    public JoinForm Form { get; private set; } = JoinForm.Free;

    /// <summary>The app of another origin that this visit came from.</summary>
    public ReturnTarget? CameFrom { get; private set; }

    public bool HasTicket => number is not null;

    /// <summary>People between now serving and the end of the line.</summary>
    public long WaitingPeople { get; private set; }

    public bool IsDraw => state.Settings.Order == RoomOrder.Draw;

    public bool IsBeforeOpening => Standing.Phase is RoomPhase.Scheduled or RoomPhase.PreQueue;

    public bool IsPaused => Standing is { Phase: RoomPhase.Paused, View: PageView.Line };

    public bool IsHeld => Standing is { Phase: RoomPhase.HoldAll, View: PageView.Line or PageView.Turn };

    /// <summary>What became of an address that was left, see <see cref="NoticeEndpoints"/>; empty otherwise.</summary>
    public string Notice => Request.Query[NoticeEndpoints.Parameter].ToString();

    /// <summary>The claim met a full door and came back.</summary>
    public bool IsRetry => Standing.View == PageView.Turn && Request.Query.ContainsKey("moment");

    public bool IsUnlikely => Standing.Turn?.Place is { } place && Status.Stock is { } stock && place > stock.LastPlace;

    /// <summary>The operator's word in the page's language, or in the nearest that there is.</summary>
    public string? Message =>
        state.Settings.Messages.GetValueOrDefault(Language.Code) ?? state.Settings.Messages.GetValueOrDefault("de") ?? state.Settings.Messages.GetValueOrDefault("en");

    public string Wait => WaitInterval.Words(Standing.Ahead, Status.Eta, Language);

    public string? TurnEnds => Standing.Turn?.TurnEnds is { } ends ? Local(ends).ToString("t", Language.Culture) : null;

    public string Clock => Local(Now).ToString("T", Language.Culture);

    /// <summary>How long somebody has to come, in words.</summary>
    public string Window => Status.ClaimWindowSeconds % 60 == 0 && Status.ClaimWindowSeconds > 60
        ? Say(MomentTexts.WindowMinutes, Status.ClaimWindowSeconds / 60)
        : Say(MomentTexts.WindowSeconds, Status.ClaimWindowSeconds);

    public int SessionMinutes => state.Settings.SessionMinutes;

    public int LongestSessionMinutes => state.Settings.LongestSessionMinutes;

    /// <summary>When a page without script looks again, later the farther away; null where one has to act or nothing changes.</summary>
    public int? RefreshSeconds => Standing.View switch
    {
        PageView.Line or PageView.Drawing => Math.Max(ShortestRefreshSeconds, (int)PollInterval.For(Standing.Ahead + 1, state.Settings.CeilingPerMinute).TotalSeconds),
        PageView.PreQueue or PageView.Scheduled => 60,
        _ => null,
    };

    public string Data => ScriptData.Of(Path, Standing, state, number, IsRetry, Language).ToJson();

    public async Task<IActionResult> OnGetAsync([FromRoute(Name = "room")] string name)
    {
        if (!rooms.TryFind(name, out room))
        {
            return RoomProblems.Unknown();
        }

        if (room is not { Sight: { } sight, Status.Status: { } status })
        {
            return RoomProblems.Unavailable();
        }

        if (!ReturnTarget.TryRead(Request.Query, room, out var from))
        {
            return ReturnProblems.NotAllowed();
        }

        Now = time.GetUtcNow();
        Status = status;
        WaitingPeople = Math.Max(0, room.HandedOut - sight.Serving);
        BrowserSecret.TryRead(Request, cookies, out var browser);
        var reading = await tickets.Read(TicketRequest.FromHeaderOrCookie(Request, room, cookies), room.Id.Name, browser);
        number = reading.Standing?.Number;
        HasUnusableTicket = number is null && reading is not TicketReading.Missing;
        state = sight.State;
        if (reading.Standing is { } place && await kept.IsSpent(room, place))
        {
            Spent = state.Claimed.Contains(room.PlaceOf(place.Number)) ? WaitingTexts.SpentUsed : WaitingTexts.SpentMissed;
            number = null;
        }

        Standing = new Standing(sight.Phase, number is { } own ? await StandingOf(own, sight) : null, sight.Serving);
        CameFrom = from;
        if (number is { } mine)
        {
            from?.Remember(Response, room, mine, cookies);
        }

        Response.Headers.CacheControl = "no-store";
        Response.Headers.Append("Vary", "Accept, Accept-Language, Accept-Encoding");
        if (!ClientPreference.WantsPage(Request))
        {
            return new JsonResult(AsData(sight), RoomViewJson.Default.Options);
        }

        Language = PageLanguage.Current;
        Form = number is null ? await bots.FormFor(room, HttpContext) : JoinForm.Free;
        HttpContext.UseContentSecurityPolicy(Form.Challenge is null ? parts.Policy : parts.PolicyWithChallenge);
        return Page();
    }

    public string Say(Saying saying, params object?[] values) => saying.In(Language, values);

    public string Format(long count) => count.ToString("N0", Language.Culture);

    public string AddressIn(PageLanguage language) => CameFrom is { } app ? $"{Path}?lang={language.Code}&{app.Query}" : $"{Path}?lang={language.Code}";

    /// <summary>A paragraph with an instant, which the script tells in the browser's own zone and changes when the operator does; hidden while there is none.</summary>
    /// <param name="member">Of the status document.</param>
    public IHtmlContent At(Saying saying, DateTimeOffset? at, string member)
    {
        var words = at is { } told ? WebUtility.HtmlEncode(Local(told).ToString("d. MMMM yyyy, HH:mm", Language.Culture)) : "";
        var time = $"<time data-local=\"{member}\" datetime=\"{at?.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}\">{words}</time>";
        return new HtmlString($"<p{(at is null ? " hidden" : "")}>{string.Format(CultureInfo.InvariantCulture, WebUtility.HtmlEncode(Say(saying)), time)}</p>");
    }

    private async ValueTask<TurnView> StandingOf(long own, RoomSight sight)
    {
        var place = room!.PlaceOf(own);
        // Only who has been called needs the newest: the others may be a second behind.
        if (place <= sight.Serving && await grains.Read(room.Id) is { } newest)
        {
            state = newest;
        }

        var known = state.Serving < sight.Serving ? state with { Serving = sight.Serving } : state;
        return TurnView.Of(known, own, place, Now);
    }

    private DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, parts.Zone);

    private RoomView AsData(RoomSight sight) => new(
        room!.Id.Name, room.Title.ToString(), sight.Serving, WaitingPeople, number, number is null ? null : Standing.Ahead, Standing.Turn?.Called,
        Path + "/tickets", Path + "/status", Path + "/admissions");
}
