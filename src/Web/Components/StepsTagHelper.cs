using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using WaitingRoom.Web.Languages;

namespace WaitingRoom.Web.Components;

/// <summary>"Step 2 of 5" with a bar; stands above the heading of the step.</summary>
[HtmlTargetElement("wr-steps", Attributes = "step,of", TagStructure = TagStructure.WithoutEndTag)]
public sealed class StepsTagHelper : TagHelper
{
    /// <summary>The step being shown, from 1.</summary>
    public int Step { get; set; }

    /// <summary>How many steps there are.</summary>
    public int Of { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output) => output.Become(
        Html.Element("div", "kern-progress wr-steps",
            Html.Element("label", "kern-label", WebTexts.Step.With(Step, Of)).With("for", "wr-steps"),
            Html.Element("progress")
                .With("id", "wr-steps")
                .With("value", Step.ToString(CultureInfo.InvariantCulture))
                .With("max", Of.ToString(CultureInfo.InvariantCulture))));
}
