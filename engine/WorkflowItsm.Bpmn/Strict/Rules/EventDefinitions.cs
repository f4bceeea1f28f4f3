using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Strict.Rules;

/// <summary>What definitions need in an executable process (10.5.5).</summary>
internal static class EventDefinitions
{
    public static readonly StrictRule[] Rules =
    [
        new("conditional-event-condition", "10.5.5", "a formal condition that is not empty in an executable process", "Write the condition as a formal expression.",
            model => from definition in model.Of("conditionalEventDefinition")
                     where model.IsExecutable(definition)
                         && (definition.Part("condition") is not { } condition || !Formal.IsFormal(condition) || Formal.Body(condition).Length == 0)
                     select new Offence(definition, "no formal condition")),
        new("message-missing", "10.5.5", "a message in an executable process", "Choose a message.",
            model => from definition in model.Of("messageEventDefinition")
                     where definition.Text("messageRef") is null && model.IsExecutable(definition)
                     select new Offence(definition, "no message")),
        new("operation-missing", "10.5.5", "an operation in an executable process", "Choose an operation.",
            model => from definition in model.Of("messageEventDefinition")
                     where string.IsNullOrWhiteSpace(definition.Part("operationRef")?.Value) && model.IsExecutable(definition)
                     select new Offence(definition, "no operation")),
    ];
}
