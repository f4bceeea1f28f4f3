using System.Xml.Linq;
using WorkflowItsm.Bpmn.Import.Juel;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Import.Rules;

/// <summary>What a call activity calls, in which version, and what goes in and comes out.</summary>
internal static class CallRule
{
    public static void Ask(XElement call, ImportPlan plan)
    {
        var zeebe = call.ZeebePart("calledElement");
        plan.Mark(zeebe);
        foreach (var attribute in call.Attributes())
            if (ForeignXml.Is(attribute.Name.Namespace) && attribute.Name.LocalName.StartsWith("calledElement", StringComparison.Ordinal)) plan.Mark(attribute);
        AskCalled(call, zeebe, plan);
        AskBinding(call, zeebe, plan);
        foreach (var part in call.FamilyParts("in")) AskMapping(call, part, "input", "target", plan);
        foreach (var part in call.FamilyParts("out")) AskMapping(call, part, "output", "target", plan);
        if (call.Theirs("caseRef") is { } model) plan.Refuse("import-call", call, model, "Call a process instead of a case model.");
    }

    private static void AskCalled(XElement call, XElement? zeebe, ImportPlan plan)
    {
        var plain = call.Text("calledElement");
        if (plain is not null && JuelTemplate.IsExpression(plain))
        {
            plan.Refuse("import-call", call, new("calledElement", plain), "Name one process, or choose between call activities with a gateway.");
            return;
        }
        if (plain is not null || zeebe?.Own("processId") is not { } found) return;
        if ((found.Value.StartsWith('=') ? WorkRule.Literal(Expressions.WithoutEquals(found.Value)) : found.Value) is { } name)
            plan.Offer("import-call", call, found, $"calledElement=\"{name}\"", _ => call.SetAttributeValue("calledElement", name));
        else plan.Refuse("import-call", call, found, "Name one process, or choose between call activities with a gateway.");
    }

    private static void AskBinding(XElement call, XElement? zeebe, ImportPlan plan)
    {
        if (BpmnXml.Setting(call, "call") is not null || (call.Theirs("calledElementBinding") ?? zeebe?.Own("bindingType")) is not { } binding) return;
        var (tag, version) = (call.Theirs("calledElementVersionTag")?.Value ?? zeebe?.Text("versionTag"), call.Theirs("calledElementVersion")?.Value);
        switch (binding.Value)
        {
            case "deployment" or "latest": Offer(binding.Value); break;
            case "version" when version is not null && int.TryParse(version, out _):
                plan.Refuse("import-binding", call, binding, "Versions are counted anew here: name the version in <itsm:call binding=\"version\" version=\"…\"/>, or call the latest.");
                break;
            case "versionTag" when tag is not null && !JuelTemplate.IsExpression(tag): Offer("tag"); break;
            default: plan.Refuse("import-binding", call, binding, "Name the version in <itsm:call>, or call the latest."); break;
        }

        void Offer(string ours) => plan.Offer("import-binding", call, binding, $"<itsm:call binding=\"{ours}\"/>",
            _ => OurXml.Set(call, "call", ("binding", ours), ("tag", ours == "tag" ? tag : null)));
    }

    private static void AskMapping(XElement call, XElement part, string ours, string name, ImportPlan plan)
    {
        plan.Mark(part);
        var spoken = ForeignXml.SpokenName(part);
        if (part.Text("businessKey") is { } key)
        {
            plan.Refuse("import-mapping-unknown", part, new($"{spoken} businessKey", key), "Nothing needs to be done: a called process belongs to the case that calls it.");
            return;
        }
        if (part.Text("variables") is "all") return;
        if (part.Text(name) is not { } target) return;
        var found = new ForeignText($"{spoken} {target}", part.Text("source") ?? part.Text("sourceExpression") ?? "");
        var value = part.Text("source") ?? (part.Text("sourceExpression") is { } expression ? plan.Feel(part, expression) : null);
        if (value is null || MappingRule.Has(call, ours, target)) return;
        plan.Offer("import-mapping", part, found, $"<itsm:{ours} name=\"{target}\" value='{value}'/>", _ => OurXml.Add(call, ours, ("name", target), ("value", value)));
    }
}
