using WaitingRoom.Web.Languages;

namespace WaitingRoom.Web;

/// <summary>What a host says about itself; the layout shows it. Bound from the configuration section <c>Web</c>.</summary>
public sealed class WebOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Web";

    /// <summary>Name of the service, in the header of every page and behind every page title.</summary>
    public Text Service { get; set; } = new("Online-Terminvergabe", "Online appointments");

    /// <summary>Who runs it, in the top line. The default claims no authority.</summary>
    public Text Authority { get; set; } = new("Terminservice", "Appointment service");

    /// <summary>Where the service name leads to.</summary>
    public string StartPath { get; set; } = "/";

    /// <summary>Links in the footer: imprint, privacy, accessibility. Empty until a host has such pages.</summary>
    public IList<WebLink> FooterLinks { get; } = [];

    /// <summary>
    /// True on a machine without TLS: cookies then go without <c>__Host-</c> and Secure. False behind a proxy that ends TLS
    /// (with forwarded headers).
    /// </summary>
    public bool PlainHttp { get; set; }

    /// <summary>
    /// Which exceptions mean that storage does not answer: nothing is broken and a moment later it may. They are answered with 503 and <c>Retry-After</c> and not written down as faults; whoever keeps storage says so once.
    /// </summary>
    public Func<Exception, bool> IsStorageSilent { get; set; } = _ => false;
}

/// <param name="Label">What the link says.</param>
/// <param name="Address">A path of this host or an absolute URL.</param>
public sealed record WebLink(Text Label, string Address);
