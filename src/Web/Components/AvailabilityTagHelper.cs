using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using WaitingRoom.Web.Languages;

namespace WaitingRoom.Web.Components;

/// <summary>
/// How many appointments are free, on hold and taken, in words and as a bar. What is on hold is shown, because it may
/// come back. The bar is an SVG: its widths are attributes, which the content security policy allows.
/// </summary>
[HtmlTargetElement("wr-availability", Attributes = "free,held,total", TagStructure = TagStructure.WithoutEndTag)]
public sealed class AvailabilityTagHelper : TagHelper
{
    /// <summary>Appointments that can be held now.</summary>
    public int Free { get; set; }

    /// <summary>Appointments that someone holds but has not booked.</summary>
    public int Held { get; set; }

    /// <summary>All appointments; what is neither free nor held is taken.</summary>
    public int Total { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var taken = Math.Max(0, Total - Free - Held);
        var bar = Html.Element("svg", "wr-bar").With("aria-hidden", "true").With("focusable", "false")
            .With("width", "100%").With("height", "12");
        long before = 0;
        foreach (var (kind, count) in new[] { ("free", Free), ("held", Held), ("taken", taken) })
        {
            bar.InnerHtml.AppendHtml(Html.Element("rect", "wr-bar-" + kind)
                .With("x", Share(before)).With("width", Share(count)).With("height", "12"));
            before += count;
        }

        output.Become(Html.Element("div", "wr-availability", bar,
            Html.Element("ul", "wr-legend",
                Html.Element("li", "wr-legend-free", WebTexts.Free.With(Free)),
                Html.Element("li", "wr-legend-held", WebTexts.Held.With(Held)),
                Html.Element("li", "wr-legend-taken", WebTexts.Taken.With(taken)))));
    }

    private string Share(long count) =>
        string.Create(CultureInfo.InvariantCulture, $"{(Total <= 0 ? 0 : Math.Clamp(100.0 * count / Total, 0, 100)):0.##}%");
}
