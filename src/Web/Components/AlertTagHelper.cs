using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace WaitingRoom.Web.Components;

/// <summary>How serious a message is; colour and icon follow, the words must say it too.</summary>
public enum AlertKind
{
    Info,
    Success,
    Warning,
    Danger,
}

/// <summary>A message that stands out. Its content, if any, is the body below the title.</summary>
[HtmlTargetElement("wr-alert", Attributes = "title")]
public sealed class AlertTagHelper : TagHelper
{
    public AlertKind Kind { get; set; } = AlertKind.Info;

    public string Title { get; set; } = "";

    /// <summary>True for a message that appears while the page is open (htmx, server-sent events): it is then read aloud.</summary>
    public bool Live { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        var alert = Alert(Kind, Title, content.IsEmptyOrWhiteSpace ? null : content)
            .With("role", Live ? Kind == AlertKind.Danger ? "alert" : "status" : null);
        foreach (var attribute in output.Attributes)
        {
            alert.With(attribute.Name, attribute.Value?.ToString() ?? "");
        }

        output.Attributes.Clear();
        output.Become(alert);
    }

    internal static TagBuilder Alert(AlertKind kind, string title, IHtmlContent? body)
    {
        var name = kind.ToString().ToLowerInvariant();
        return Html.Element("div", $"kern-alert kern-alert--{name}",
            Html.Element("div", "kern-alert__header", Html.Icon(name), Html.Element("span", "kern-title", title)),
            body is null ? null : Html.Element("div", "kern-alert__body", body));
    }
}
