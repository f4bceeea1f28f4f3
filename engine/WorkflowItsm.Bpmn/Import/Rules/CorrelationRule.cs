using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Import.Rules;

/// <summary>For whom a message is: there it stands at the message, here at each event that waits for it.</summary>
internal static class CorrelationRule
{
    public static void Ask(XElement message, ImportPlan plan)
    {
        if (message.ZeebePart("subscription") is not { } subscription) return;
        plan.Mark(subscription);
        if (subscription.Own("correlationKey") is not { } found || message.Text("id") is not { } id) return;
        var key = Expressions.WithoutEquals(found.Value);
        var waiting = plan.WaitingFor(id, message).Where(node => BpmnXml.Setting(node, "correlation") is null).ToList();
        foreach (var node in waiting)
            plan.Offer("import-correlation", node, found, $"<itsm:correlation key='{key}'/>", _ => OurXml.Set(node, "correlation", ("key", key)));
    }
}
