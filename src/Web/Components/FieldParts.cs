using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using WaitingRoom.Web.Languages;

namespace WaitingRoom.Web.Components;

/// <summary>What every form control shares: name, id, what was entered, hint, error, and how they refer to each other.</summary>
internal sealed class FieldParts
{
    private readonly string? _hint;

    public FieldParts(ViewContext view, ModelExpression expression, string? hint)
    {
        Name = view.ViewData.TemplateInfo.GetFullHtmlFieldName(expression.Name);
        Id = IdOf(Name);
        _hint = hint;
        view.ViewData.ModelState.TryGetValue(Name, out var entry);
        Error = entry is { Errors.Count: > 0 } ? MessageOf(entry) : null;
        // What was typed is shown again even when it could not be read into the model.
        Value = entry?.AttemptedValue
            ?? (expression.Model is IFormattable data ? data.ToString(null, CultureInfo.InvariantCulture) : expression.Model?.ToString());
    }

    public string Name { get; }

    public string Id { get; }

    public string? Value { get; }

    /// <summary>The first error of the field, null when it has none.</summary>
    public string? Error { get; }

    public static string IdOf(string name) => TagBuilder.CreateSanitizedId(name, "_");

    public static string MessageOf(ModelStateEntry entry) => entry.Errors[0].ErrorMessage;

    /// <summary>The hint above the control, null when there is none.</summary>
    public TagBuilder? Hint(string element = "div") =>
        _hint is null ? null : Html.Element(element, "kern-hint", _hint).With("id", HintId);

    /// <summary>The error beside the control, null when there is none.</summary>
    public TagBuilder? ErrorMessage() => Error is null
        ? null
        : Html.Element("p", "kern-error", Html.Icon("danger"),
            Html.Element("span", "kern-body", Html.Element("span", "kern-sr-only", WebTexts.ErrorPrefix), Error)).With("id", ErrorId);

    /// <summary>Connects a control with its hint and its error for screen readers.</summary>
    public TagBuilder Described(TagBuilder control)
    {
        string[] ids = [.. new[] { _hint is null ? null : HintId, Error is null ? null : ErrorId }.OfType<string>()];
        return control
            .With("aria-describedby", ids.Length == 0 ? null : string.Join(' ', ids))
            .With("aria-invalid", Error is null ? null : "true");
    }

    private string HintId => Id + "-hint";

    private string ErrorId => Id + "-error";
}
