using System.Xml.Linq;
using WorkflowItsm.Bpmn.Import.Juel;
using WorkflowItsm.Bpmn.Reading;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Import.Rules;

/// <summary>Events: codes and names that are computed, variables that take a code, messages that a worker sends.</summary>
internal static class EventRule
{
    /// <summary>A variable that takes the code of what was caught.</summary>
    public static void AskCodes(XElement definition, ImportPlan plan)
    {
        var kind = definition.Name.LocalName == "errorEventDefinition" ? "error" : "escalation";
        foreach (var attribute in definition.Attributes())
            if (ForeignXml.Is(attribute.Name.Namespace) && attribute.Name.LocalName.EndsWith("Variable", StringComparison.Ordinal)) plan.Mark(attribute);
        if (definition.Parent is { } caught && definition.Theirs($"{kind}CodeVariable") is { } variable && !MappingRule.Has(caught, "output", variable.Value))
        {
            if (CodeOf(definition, kind) is { } code)
                plan.Offer("import-code-variable", definition, variable, $"<itsm:output name=\"{variable.Value}\" value='{FeelText.Quoted(code)}'/>",
                    _ => OurXml.Add(caught, "output", ("name", variable.Value), ("value", FeelText.Quoted(code))));
            else plan.Refuse("import-code-variable", definition, variable, "Catch each code by an event of its own, and set the variable there by <itsm:output>.");
        }
        if (definition.Theirs("errorMessageVariable") is { } message)
            plan.Refuse("import-code-variable", definition, message, "Set the variable in the handler or worker before it throws the error.");
    }

    /// <summary>A code or name that is an expression.</summary>
    public static void AskName(XElement element, ImportPlan plan)
    {
        var attribute = element.Name.LocalName switch { "error" => "errorCode", "escalation" => "escalationCode", _ => "name" };
        if (element.Text(attribute) is not { } text || !plan.IsForeign(text)) return;
        var found = new ForeignText(attribute, text);
        if (text.StartsWith('=') && WorkRule.Literal(Expressions.WithoutEquals(text)) is { } literal)
            plan.Offer("import-name", element, found, $"\"{literal}\"", _ => element.SetAttributeValue(attribute, literal));
        else
            plan.Tell("import-name", Severity.Error, element,
                $"found {attribute} \"{Words.Short(text)}\", which is computed; here it is a fixed text, by which sender and receiver find each other.",
                "Write a fixed text; what tells one receiver from another is the key of <itsm:correlation>.");
    }

    /// <summary>A message event that a worker or a bean sends.</summary>
    public static void AskThrown(XElement definition, ImportPlan plan)
    {
        var holder = definition.Parent;
        var binding = definition.Theirs("topic", "class", "delegateExpression", "expression") ?? holder?.ZeebePart("taskDefinition")?.Own("type");
        foreach (var attribute in definition.Attributes())
            if (ForeignXml.Is(attribute.Name.Namespace) && attribute.Name.LocalName is "type" or "topic" or "class" or "delegateExpression" or "expression") plan.Mark(attribute);
        plan.Mark(holder?.ZeebePart("taskDefinition"));
        if (binding is { } found)
            plan.Refuse("import-thrown", definition, found, "Nothing needs to be done if it only sends the message, which the engine does itself; else draw a service task before the event.");
    }

    private static string? CodeOf(XElement definition, string kind) => definition.Reference($"{kind}Ref") is { } id
        && definition.Ancestors().Last().Elements(BpmnXml.Model + kind).FirstOrDefault(element => element.Text("id") == id)?.Text($"{kind}Code") is { } code
        && !code.StartsWith('=') && !JuelTemplate.IsExpression(code)
            ? code
            : null;
}
