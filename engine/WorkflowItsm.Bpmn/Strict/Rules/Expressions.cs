using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Strict.Rules;

/// <summary>Formal expressions, and what throws errors and escalations (8.4.3 to 8.4.6).</summary>
internal static class Expressions
{
    public static readonly StrictRule[] Rules =
    [
        new("error-code-missing", "8.4.3", "an error with a code at the end event of an executable process", "Choose an error and give it an error code.",
            model => from definition in model.Of("errorEventDefinition")
                     where Throws(model, definition) && model.Target(definition, "errorRef")?.Text("errorCode") is null
                     select new Offence(definition, "no error code")),
        new("escalation-code-missing", "8.4.4", "an escalation with a code where an executable process throws it", "Choose an escalation and give it an escalation code.",
            model => from definition in model.Of("escalationEventDefinition")
                     where Throws(model, definition) && model.Target(definition, "escalationRef")?.Text("escalationCode") is null
                     select new Offence(definition, "no escalation code")),
        new("expression-not-formal", "8.4.6", "a formal expression in an executable process", "Set xsi:type to tFormalExpression.",
            model => from expression in model.Of(Formal.Open)
                     where Formal.Is(expression) && !expression.Parent.Is("conditionalEventDefinition") && !Formal.IsFormal(expression) && model.IsExecutable(expression)
                     select new Offence(expression, $"{Names.Of(expression)} in natural language")),
        new("expression-empty", "8.4.6", "a body in a formal expression", "Write the expression.",
            model => from expression in model.Of([.. Formal.Open, .. Formal.Always])
                     where Formal.Is(expression) && Formal.IsFormal(expression) && Formal.Body(expression).Length == 0
                     select new Offence(expression, $"{Names.Of(expression)} that is empty")),
    ];

    /// <summary>Whether an executable process throws what a definition says; a definition at the root does what its users do.</summary>
    private static bool Throws(StrictModel model, XElement definition) =>
        model.IsExecutable(definition) && (definition.Parent.Is(Kinds.ThrowEvents) || model.Users(definition).Any(user => user.Is(Kinds.ThrowEvents)));
}
