using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using WaitingRoom.Support;

namespace WaitingRoom.Browser.Tests.Hosting;

/// <summary>One visitor: a browser profile of their own with one page.</summary>
internal sealed class Visit : IAsyncDisposable
{
    /// <summary>The smallest phones in use.</summary>
    public const int PhoneWidth = 360;

    /// <summary>How long a page may take over anything before a test calls it failed: only a bound, a test that passes never waits so long.</summary>
    public const int PatienceMilliseconds = 60_000;

    /// <summary>Closing takes some tens of milliseconds.</summary>
    internal static readonly TimeSpan ToClose = TimeSpan.FromSeconds(10);

    private readonly IBrowserContext context;

    private Visit(IBrowserContext context, IPage page, SiteHost site) => (this.context, Page, Site) = (context, page, site);

    public IPage Page { get; }

    public SiteHost Site { get; }

    /// <summary>Every address that was asked for.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>What the browser complained of: script errors, blocked style.</summary>
    public List<string> Complaints { get; } = [];

    public static async Task<Visit> Begin(SiteHost site, bool script = true, int width = PhoneWidth, string locale = "de-DE", ColorScheme colours = ColorScheme.Light)
    {
        var context = await site.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            JavaScriptEnabled = script,
            // Certificates of tests are signed by themselves.
            IgnoreHTTPSErrors = site.PublicAddress.StartsWith("https:", StringComparison.Ordinal),
            ViewportSize = new ViewportSize { Width = width, Height = 740 },
            DeviceScaleFactor = 1,
            Locale = locale,
            TimezoneId = "Europe/Berlin",
            ColorScheme = colours,
        });
        context.SetDefaultTimeout(PatienceMilliseconds);
        var visit = new Visit(context, await context.NewPageAsync(), site);
        visit.Page.Request += (_, request) => visit.Requests.Add(request.Url);
        visit.Page.PageError += (_, error) => visit.Complaints.Add(error);
        visit.Page.Console += (_, line) =>
        {
            // A form that was not filled in is answered with 422; the browser writes down every such answer.
            if (line.Type == "error" && !line.Text.Contains("net::ERR_INTERNET_DISCONNECTED", StringComparison.Ordinal) && !line.Text.Contains("status of 422", StringComparison.Ordinal))
            {
                visit.Complaints.Add(line.Text);
            }
        };
        return visit;
    }

    /// <param name="path">On the site, or a whole address elsewhere.</param>
    public Task Go(string path) => Page.GotoAsync(path.StartsWith('/') ? Site.PublicAddress + path : path);

    public Task Join() => Press("Jetzt anstellen");

    public async Task Press(string name) => await Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    /// <summary>Until the browser is at an address. By the address alone: of pages that go on by themselves the driver may wait for ever for the one that has loaded.</summary>
    public Task Arrives(Predicate<string> isThere) => Patience.Until(() => isThere(Page.Url), "the browser's arrival");

    public Task Sees(string view) => Assertions.Expect(Page.Locator($"[data-view={view}]")).ToBeVisibleAsync();

    /// <summary>Waits for the turn without the page's own pace, which is a look every other second.</summary>
    public Task IsCalled() => Patience.Until(async () =>
    {
        try
        {
            await Page.EvaluateAsync("dispatchEvent(new Event('online'))");
            return await Page.Locator("[data-view=turn]").IsVisibleAsync();
        }
        catch (PlaywrightException)
        {
            // The page of the line is just coming.
            return false;
        }
    });

    /// <summary>Through a room in which nobody else is, without its page: what matters comes behind it.</summary>
    public async Task Enter(string room)
    {
        Assert.Equal($"/rooms/{room}", await Post($"/rooms/{room}/tickets"));
        await Patience.Until(() => Site.ServingOf(room) > 0);
        Assert.Equal("/booking", await Post($"/rooms/{room}/admissions"));
        await Go("/booking");

        async Task<string> Post(string path)
        {
            var form = context.APIRequest.CreateFormData();
            var answer = await context.APIRequest.PostAsync(Site.PublicAddress + path, new() { Form = form, MaxRedirects = 0, Headers = [new("Accept", "text/html")] });
            return answer.Headers["location"];
        }
    }

    /// <summary>axe-core, with the rules of WCAG 2.2 AA and its best practices, finds nothing; nothing is wider than the screen; headings are in order.</summary>
    public async Task IsAccessible(string name)
    {
        // A press returns when the next page begins to come; half a page has no heading.
        await Page.WaitForLoadStateAsync(LoadState.Load);
        var result = await Page.RunAxe(new AxeRunOptions
        {
            // Of what is in order one example is enough; to write down every element takes longer than to look.
            ResultTypes = [ResultType.Violations],
            RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
        });
        Assert.True(result.Violations.Length == 0, string.Join('\n', result.Violations.Select(v => $"{name}: {v.Id} {v.Help}: {string.Join(" | ", v.Nodes.Select(n => n.Html))}")));
        Assert.True(result.Passes.Length > 10, "axe looked at nothing.");
        await HasNoSidewaysScroll();
        await Picture(name);
    }

    public async Task HasNoSidewaysScroll() =>
        Assert.True(await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), "The page is wider than the screen.");

    /// <summary>Kept only where somebody wants to look: the folder named by WR_PICTURES.</summary>
    public async Task Picture(string name)
    {
        if (Environment.GetEnvironmentVariable("WR_PICTURES") is { Length: > 0 } folder)
        {
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}-{Page.ViewportSize!.Width}.png"), FullPage = true });
        }
    }

    /// <summary>A profile whose page is busy may never say that it has closed: the browser's own end closes it then.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await context.DisposeAsync().AsTask().WaitAsync(ToClose, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            // Nothing is lost: each visit has a profile of its own.
        }
    }
}
