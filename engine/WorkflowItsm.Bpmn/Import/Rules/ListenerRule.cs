using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Import.Rules;

/// <summary>Code that runs when an element is entered or left, or a task changes.</summary>
internal static class ListenerRule
{
    public static void Ask(XElement element, ImportPlan plan)
    {
        foreach (var holder in element.Elements(BpmnXml.Model + "extensionElements").Elements().Where(part => ForeignXml.Is(part.Name.Namespace)).ToList())
        {
            if (holder.Name.LocalName is "executionListeners" or "taskListeners")
            {
                plan.Mark(holder);
                foreach (var listener in holder.Elements()) Tell(listener, plan);
            }
            else if (holder.Name.LocalName is "executionListener" or "taskListener" or "eventListener")
            {
                plan.Mark(holder);
                Tell(holder, plan);
            }
        }
    }

    private static void Tell(XElement listener, ImportPlan plan)
    {
        var what = listener.Text("class") ?? listener.Text("delegateExpression") ?? listener.Text("expression") ?? listener.Text("type") ?? "";
        plan.Tell("import-listener", Severity.Warning, listener,
            $"found {ForeignXml.SpokenName(listener)} \"{Words.Short(what)}\" at {Words.Short(listener.Text("event") ?? listener.Text("eventType") ?? "its event")}, which is not run here.",
            "Draw what it does: a service task, or an input or output mapping.");
    }
}
