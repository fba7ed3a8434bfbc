using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using WaitingRoom.Web.Languages;

namespace WaitingRoom.Web.Components;

/// <summary>The list of all errors at the top of a form, each leading to its field. Writes nothing while there is none.</summary>
[HtmlTargetElement("wr-errors", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorsTagHelper : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (ViewContext.ViewData.ModelState.ErrorCount == 0)
        {
            output.SuppressOutput();
            return;
        }

        var list = Html.Element("ul", "kern-list kern-list--bullet");
        foreach (var (name, entry) in ViewContext.ViewData.ModelState)
        {
            if (entry.Errors.Count == 0)
            {
                continue;
            }

            var message = FieldParts.MessageOf(entry);
            list.InnerHtml.AppendHtml(Html.Element("li", null, name.Length == 0
                ? message
                : Html.Element("a", "kern-link kern-link--no-visited-state", message).With("href", "#" + FieldParts.IdOf(name))));
        }

        output.Become(AlertTagHelper.Alert(AlertKind.Danger, WebTexts.PleaseCorrect.ToString(), list)
            .With("id", "errors").With("tabindex", "-1").With("role", "alert"));
    }
}
