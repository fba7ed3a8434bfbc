using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace WaitingRoom.Web.Components;

/// <summary>How much a button stands out. A page has one primary button.</summary>
public enum ButtonKind
{
    Primary,
    Secondary,
    Tertiary,
}

/// <summary>
/// A button, or with <c>href</c> a link that looks like one. Its content is the label. Unknown attributes (name, value,
/// form, asp-page-handler's formaction, hx-...) go to the element. Default type is submit.
/// </summary>
[HtmlTargetElement("wr-button")]
public sealed class ButtonTagHelper : TagHelper
{
    public ButtonKind Kind { get; set; } = ButtonKind.Primary;

    public string? Href { get; set; }

    public string Type { get; set; } = "submit";

    /// <summary>Name of a KERN icon (the part after <c>kern-icon--</c>), written before the label.</summary>
    public string? Icon { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var label = Html.Element("span", "kern-label", await output.GetChildContentAsync());
        output.TagName = Href is null ? "button" : "a";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"kern-btn kern-btn--{Kind.ToString().ToLowerInvariant()}");
        output.Attributes.SetAttribute(Href is null ? "type" : "href", Href ?? Type);
        if (Icon is not null)
        {
            output.Content.AppendHtml(Html.Icon(Icon));
        }

        output.Content.AppendHtml(label);
    }
}
