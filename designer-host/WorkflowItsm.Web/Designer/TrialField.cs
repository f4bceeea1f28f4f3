using WorkflowItsm.Dmn;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;
using WorkflowItsm.Web.Rules;

namespace WorkflowItsm.Web.Designer;

/// <summary>A field for an input of a decision that is being tried.</summary>
internal sealed class TrialField(DecisionInput input)
{
    public DecisionInput Input => input;

    public string? Typed { get; set; }

    public FeelValue Value { get; private set; }

    public Itsm.Fields.Words? Problem { get; private set; }

    /// <summary>Whether it is chosen from a list instead of typed.</summary>
    public bool IsChoice => !input.IsList && (!input.Choices.IsEmpty || input.Kind is FeelKind.Boolean);

    /// <summary>Whether it takes several lines.</summary>
    public bool IsLong => input.IsList || input.Kind is null;

    /// <summary>The texts to choose from.</summary>
    public IEnumerable<string> Choices => input.Choices.IsEmpty ? ["true", "false"] : input.Choices.Items.Select(choice => choice.ToText());

    /// <summary>What people call it: the ticket's words for a field of that name, else the table's.</summary>
    public string Label(string language) =>
        Known?.Label.In(language) ?? (input.Label is { } label ? LabelText.In(label, language) : input.Name);

    /// <summary>A choice with the words that tickets have for it.</summary>
    public string ChoiceLabel(string choice, string language) =>
        Known?.Choices.Items.FirstOrDefault(one => one.Value.ToText() == choice)?.Label.In(language) is { } words && words != choice
            ? $"{choice} – {words}"
            : choice;

    /// <summary>Reads what was typed; false when it is no value.</summary>
    public bool Read()
    {
        (Value, Problem) = TrialText.Parse(input, Typed);
        return Problem is null;
    }

    /// <summary>Puts a value in.</summary>
    public void Take(FeelValue value) => Typed = TrialText.Of(input, value);

    private FieldDefinition? Known => input.Name.StartsWith("u_", StringComparison.Ordinal) ? null : TicketFields.Incident.Find(input.Name);
}
