using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace WaitingRoom.Web.Components;

/// <summary>Elements as the components write them; every text goes through the encoder.</summary>
internal static class Html
{
    public static TagBuilder Element(string name, string? cssClass = null, params ReadOnlySpan<object?> children)
    {
        var element = new TagBuilder(name);
        if (cssClass is not null)
        {
            element.Attributes["class"] = cssClass;
        }

        foreach (var child in children)
        {
            switch (child)
            {
                case null:
                    break;
                case IHtmlContent content:
                    element.InnerHtml.AppendHtml(content);
                    break;
                default:
                    element.InnerHtml.Append(child.ToString()!);
                    break;
            }
        }

        return element;
    }

    public static TagBuilder With(this TagBuilder element, string name, string? value)
    {
        if (value is not null)
        {
            element.Attributes[name] = value;
        }

        return element;
    }

    /// <summary>A decorative KERN icon; what it means is always said in words beside it.</summary>
    public static TagBuilder Icon(string name) => Element("span", $"kern-icon kern-icon--{name}").With("aria-hidden", "true");

    /// <summary>Turns the tag helper's output into the given element.</summary>
    public static void Become(this Microsoft.AspNetCore.Razor.TagHelpers.TagHelperOutput output, IHtmlContent content)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(content);
    }
}
