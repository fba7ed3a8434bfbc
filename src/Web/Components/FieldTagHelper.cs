using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using WaitingRoom.Web.Languages;

namespace WaitingRoom.Web.Components;

/// <summary>
/// One line, several lines or a list to choose from: label, hint, control and the error beside it, taken from ModelState.
/// Attributes it does not know (inputmode, pattern, hx-...) go to the control.
/// </summary>
[HtmlTargetElement("wr-field", Attributes = "for,label", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FieldTagHelper : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public ModelExpression For { get; set; } = null!;

    public string Label { get; set; } = "";

    public string? Hint { get; set; }

    /// <summary>HTML input type; "multiline" makes a text area. Passwords are never shown again.</summary>
    public string Type { get; set; } = "text";

    /// <summary>An autofill name of the HTML standard, such as "email", "tel" or "one-time-code" (WCAG 1.3.5).</summary>
    public string? Autocomplete { get; set; }

    /// <summary>Marks the field as not needed. Everything else is needed and therefore not marked.</summary>
    public bool Optional { get; set; }

    /// <summary>Longest entry in characters; short fields are drawn as short as their content.</summary>
    [HtmlAttributeName("maxlength")]
    public int? MaxLength { get; set; }

    /// <summary>Makes a list to choose from.</summary>
    public IEnumerable<SelectListItem>? Options { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var parts = new FieldParts(ViewContext, For, Hint);
        var control = parts.Described(Control(parts))
            .With("id", parts.Id)
            .With("name", parts.Name)
            .With("autocomplete", Autocomplete)
            .With("required", Optional || Type == "hidden" ? null : "required");
        foreach (var attribute in output.Attributes)
        {
            control.With(attribute.Name, attribute.Value?.ToString() ?? "");
        }

        output.Attributes.Clear();
        var label = Html.Element("label", "kern-label", Label,
            Optional ? Html.Element("span", "kern-label__optional", $" – {WebTexts.Optional}") : null).With("for", parts.Id);
        output.Become(Html.Element("div", parts.Error is null ? "kern-form-input" : "kern-form-input kern-form-input--error",
            label, parts.Hint(),
            Options is null ? control : Html.Element("div", "kern-form-input__select-wrapper", control),
            parts.ErrorMessage()));
    }

    private TagBuilder Control(FieldParts parts)
    {
        var error = parts.Error is not null;
        if (Options is not null)
        {
            var select = Html.Element("select", error ? "kern-form-input__select kern-form-input__select--error" : "kern-form-input__select",
                Html.Element("option", null, WebTexts.PleaseChoose).With("value", ""));
            foreach (var option in Options)
            {
                select.InnerHtml.AppendHtml(Html.Element("option", null, option.Text)
                    .With("value", option.Value)
                    .With("selected", option.Value == parts.Value ? "selected" : null));
            }

            return select;
        }

        // ~12 characters fill a third of a phone's width; longer ones take the whole line.
        var css = (error ? "kern-form-input__input kern-form-input__input--error" : "kern-form-input__input")
            + (MaxLength is <= 14 ? " wr-short" : "");
        var length = MaxLength?.ToString(CultureInfo.InvariantCulture);
        if (Type == "multiline")
        {
            return Html.Element("textarea", css, parts.Value).With("rows", "4").With("maxlength", length);
        }

        var input = Html.Element("input", css).With("type", Type).With("maxlength", length)
            .With("value", Type == "password" ? null : parts.Value);
        input.TagRenderMode = TagRenderMode.SelfClosing;
        return input;
    }
}
