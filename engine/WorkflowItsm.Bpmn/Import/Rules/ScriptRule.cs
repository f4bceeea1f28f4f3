using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Import.Rules;

/// <summary>Scripts: FEEL and the expression language are translated, programs are told.</summary>
internal static class ScriptRule
{
    public static void Ask(XElement task, ImportPlan plan)
    {
        var result = task.Theirs("resultVariable");
        var zeebe = task.ZeebePart("script");
        plan.Mark(zeebe);
        foreach (var attribute in task.Attributes())
            if (ForeignXml.Is(attribute.Name.Namespace) && attribute.Name.LocalName is "resultVariable" or "resource") plan.Mark(attribute);
        if (zeebe is not null)
        {
            if (task.Part("script") is null && zeebe.Own("expression") is { } found && plan.Feel(task, found.Value) is { } feel)
                plan.Offer("import-script", task, found, feel, _ => Write(task, feel, zeebe.Text("resultVariable")));
            return;
        }
        if (task.ZeebePart("taskDefinition") is not null)
        {
            WorkRule.Ask(task, plan);
            return;
        }
        if (task.Theirs("resource") is { } resource) plan.Refuse("import-script", task, resource, "Write the script in FEEL, or let a handler do the work.");
        else if (task.Part("script") is { } script) AskScript(task, script, result, plan);
    }

    /// <summary>Makes a script task in FEEL.</summary>
    public static void Write(XElement task, string feel, string? result)
    {
        task.Name = BpmnXml.Model + "scriptTask";
        task.SetAttributeValue("scriptFormat", "feel");
        if (task.Part("script") is { } there) OurXml.SetText(there, feel);
        else OurXml.Append(task, new XElement(BpmnXml.Model + "script", feel));
        if (result is not null && task.Text(BpmnXml.Ours + "resultVariable") is null) OurXml.SetAttribute(task, "resultVariable", result);
    }

    private static void AskScript(XElement task, XElement script, ForeignText? result, ImportPlan plan)
    {
        var format = task.Text("scriptFormat") ?? "";
        var text = script.Value.Trim();
        var isFeel = format.Contains("feel", StringComparison.OrdinalIgnoreCase);
        if (isFeel && result is { } variable && task.Text(BpmnXml.Ours + "resultVariable") is null)
            plan.Offer("import-script", task, variable, $"itsm:resultVariable=\"{variable.Value}\"", _ => OurXml.SetAttribute(task, "resultVariable", variable.Value));
        if (isFeel && !text.StartsWith('=')) return;
        if (isFeel || format.Contains("juel", StringComparison.OrdinalIgnoreCase) || (format.Length == 0 && WorkRule.Inside(text) is not null))
        {
            if (plan.Feel(task, text) is { } feel) plan.Offer("import-script", task, new("script", text), feel, _ => Write(task, feel, result?.Value));
            return;
        }
        if (format.Length == 0) return;
        plan.Tell("import-script", Severity.Error, task,
            $"found a script in {Words.Short(format)}, which is not run here.", "Write the script in FEEL, or let a handler do the work.");
    }
}
