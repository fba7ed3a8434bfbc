using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace WaitingRoom.Web.Components;

/// <summary>What was entered or booked, as a list of terms and values on a tinted ground. Holds <c>wr-row</c> elements.</summary>
[HtmlTargetElement("wr-summary")]
public sealed class SummaryTagHelper : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output) => output.Become(
        Html.Element("div", "kern-summary",
            Html.Element("div", "kern-summary__body",
                Html.Element("dl", "kern-description-list", await output.GetChildContentAsync()))));
}

/// <summary>One term and its value, the content.</summary>
[HtmlTargetElement("wr-row", Attributes = "label", ParentTag = "wr-summary")]
public sealed class RowTagHelper : TagHelper
{
    public string Label { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output) => output.Become(
        Html.Element("div", "kern-description-list-item",
            Html.Element("dt", "kern-description-list-item__key", Label),
            Html.Element("dd", "kern-description-list-item__value", await output.GetChildContentAsync())));
}
