using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;

namespace WorkflowItsm.Itsm.Forms;

/// <summary>A field of a form, with the rules that the form itself sets for it. A rule that is not set is null.</summary>
/// <param name="Key">The name of its value.</param>
/// <param name="Type">form-js' type, e.g. <c>textfield</c>.</param>
/// <param name="Label">Its words.</param>
public sealed record FormField(string Key, string Type, Words Label)
{
    /// <summary>Whether it must have a value.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether it only shows a value: what is sent for it is left out.</summary>
    public bool IsShownOnly { get; init; }

    /// <summary>The fewest characters a text may have.</summary>
    public int? MinLength { get; init; }

    /// <summary>The most characters a text may have.</summary>
    public int? MaxLength { get; init; }

    /// <summary>The least number.</summary>
    public decimal? Min { get; init; }

    /// <summary>The greatest number.</summary>
    public decimal? Max { get; init; }

    /// <summary>A regular expression that a text must fulfil.</summary>
    public string? Pattern { get; init; }

    /// <summary>The values it offers; empty when it offers none of its own.</summary>
    public ValueList<string> Choices { get; init; }

    /// <summary>When it is hidden; a hidden field has no value and breaks no rule.</summary>
    public FeelExpression? HiddenWhen { get; init; }
}
