using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using WaitingRoom.Web.Languages;

namespace WaitingRoom.Web.Components;

/// <summary>One of several things a person chooses between; <paramref name="Hint"/> may say more about it.</summary>
public sealed record Choice(string Value, string Label, string? Hint = null);

/// <summary>A group of radio buttons with a question above it: pairs of appointments, centres, ways to be told.</summary>
[HtmlTargetElement("wr-choices", Attributes = "for,label,choices", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ChoicesTagHelper : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public ModelExpression For { get; set; } = null!;

    public string Label { get; set; } = "";

    public string? Hint { get; set; }

    public IEnumerable<Choice> Choices { get; set; } = [];

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var parts = new FieldParts(ViewContext, For, Hint);
        var body = Html.Element("div", "kern-fieldset__body");
        var number = 0;
        foreach (var choice in Choices)
        {
            // The first one bears the id of the field, so that the error summary leads to it.
            var id = number == 0 ? parts.Id : parts.Id + "-" + number.ToString(CultureInfo.InvariantCulture);
            number++;
            var hint = choice.Hint is null ? null : Html.Element("span", "kern-hint wr-choice-hint", choice.Hint).With("id", id + "-more");
            var input = Html.Element("input", parts.Error is null ? "kern-form-check__radio" : "kern-form-check__radio kern-form-check__radio--error")
                .With("type", "radio").With("id", id).With("name", parts.Name).With("value", choice.Value)
                .With("required", "required")
                .With("checked", choice.Value == parts.Value ? "checked" : null)
                .With("aria-describedby", hint is null ? null : id + "-more");
            input.TagRenderMode = TagRenderMode.SelfClosing;
            body.InnerHtml.AppendHtml(Html.Element("div", "kern-form-check wr-choice", input,
                Html.Element("div", null, Html.Element("label", "kern-label", choice.Label).With("for", id), hint)));
        }

        output.Attributes.Clear();
        output.Become(parts.Described(Html.Element("fieldset", parts.Error is null ? "kern-fieldset" : "kern-fieldset kern-fieldset--error",
            Html.Element("legend", "kern-label", Label), parts.Hint(), body, parts.ErrorMessage()))
            // A plain group may not be invalid (WAI-ARIA 1.2), a group of radio buttons may.
            .With("role", "radiogroup"));
    }
}

/// <summary>A single box to tick, such as a consent.</summary>
[HtmlTargetElement("wr-check", Attributes = "for,label", TagStructure = TagStructure.WithoutEndTag)]
public sealed class CheckTagHelper : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public ModelExpression For { get; set; } = null!;

    public string Label { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var parts = new FieldParts(ViewContext, For, null);
        var input = parts.Described(Html.Element("input", parts.Error is null ? "kern-form-check__checkbox" : "kern-form-check__checkbox kern-form-check__checkbox--error"))
            .With("type", "checkbox").With("id", parts.Id).With("name", parts.Name).With("value", "true")
            .With("checked", string.Equals(parts.Value, "true", StringComparison.OrdinalIgnoreCase) ? "checked" : null);
        input.TagRenderMode = TagRenderMode.SelfClosing;
        output.Attributes.Clear();
        output.Become(Html.Element("div", parts.Error is null ? "wr-check" : "wr-check kern-fieldset--error",
            Html.Element("div", "kern-form-check", input, Html.Element("label", "kern-label", Label).With("for", parts.Id)),
            parts.ErrorMessage()));
    }
}
