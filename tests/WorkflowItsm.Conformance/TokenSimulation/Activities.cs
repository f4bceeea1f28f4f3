using System.Globalization;
using System.Xml.Linq;
using static WorkflowItsm.Conformance.TokenSimulation.Diagram;

namespace WorkflowItsm.Conformance.TokenSimulation;

/// <summary>
/// Activities of the source complete at once and send and await the messages that flow from and to them, from left to right. What a task
/// would do besides, and how it repeats, is not simulated.
/// </summary>
internal static class Activities
{
    private static readonly string[] _kept = ["incoming", "outgoing", "documentation"];
    private static readonly string[] _notSimulated =
        ["standardLoopCharacteristics", "multiInstanceLoopCharacteristics", "ioSpecification", "property", "dataInputAssociation", "dataOutputAssociation"];

    /// <summary>Rewrites all activities.</summary>
    /// <param name="diagram">The diagram.</param>
    /// <param name="stops">The activities at which tokens stop.</param>
    public static void Rewrite(Diagram diagram, IReadOnlySet<string> stops)
    {
        diagram.Definitions.Descendants().Where(part => part.Name.Namespace == Ns && _notSimulated.Contains(part.Name.LocalName)).Remove();
        foreach (var activity in diagram.Nodes.Where(IsActivity))
        {
            var stopsHere = stops.Contains(Id(activity));
            if (!diagram.Scopes.Contains(activity)) RewriteTask(diagram, activity, stopsHere);
            else if (Is(activity, "adHocSubProcess") && (stopsHere || IsOrdered(activity))) activity.Name = Ns + "subProcess";
        }
    }

    /// <summary>Whether an order is drawn in an ad hoc sub-process, which by the standard has none (BPMN 2.0, 10.3.5): it is what it looks like.</summary>
    private static bool IsOrdered(XElement activity) => NodesOf(activity).Any(node => Is(node, "startEvent") || Is(node, "endEvent"));

    private static void RewriteTask(Diagram diagram, XElement task, bool stops)
    {
        var receives = Is(task, "receiveTask");
        var id = Id(task);
        task.Elements().Where(part => !_kept.Contains(part.Name.LocalName)).Remove();
        task.Attributes().Where(attribute => attribute.Name.LocalName is not ("id" or "name" or "isForCompensation" or "startQuantity" or "completionQuantity")).Remove();

        var messages = Messages(diagram, id);
        if (receives && messages.TrueForAll(message => !message.IsSent))
        {
            task.SetAttributeValue("messageRef", diagram.Declare("message", $"to.{id}"));
        }
        else if (messages.Count == 0)
        {
            task.Name = Ns + (stops ? "userTask" : "task");
        }
        else
        {
            task.Name = Ns + "subProcess";
            Exchange(diagram, task, messages, stops, receives);
        }
    }

    /// <summary>What the task does becomes the content of a sub-process: one step for each message.</summary>
    private static void Exchange(Diagram diagram, XElement task, List<(MessageFlow Flow, bool IsSent)> messages, bool stops, bool receives)
    {
        var last = diagram.Add(task, "startEvent");
        void Next(string kind, string? message)
        {
            var step = diagram.Add(task, kind);
            if (message is not null) step.SetAttributeValue("messageRef", diagram.Declare("message", message));
            diagram.Owners[Id(step)] = Id(task);
            diagram.Connect(last, step);
            last = step;
        }

        if (stops) Next("userTask", null);
        if (receives) Next("receiveTask", $"to.{Id(task)}");
        foreach (var (flow, isSent) in messages) Next(isSent ? "sendTask" : "receiveTask", isSent ? $"over.{flow.Id}" : $"via.{flow.Id}");
        Next("endEvent", null);
    }

    private static List<(MessageFlow Flow, bool IsSent)> Messages(Diagram diagram, string id) =>
    [
        .. diagram.MessageFlows.Where(flow => flow.Source == id || flow.Target == id)
            .Select(flow => (Flow: flow, IsSent: flow.Source == id)).OrderBy(message => Place(diagram, message.Flow, message.IsSent)),
    ];

    /// <summary>How far to the right a message flow meets the activity; where it is not drawn, what is sent comes first.</summary>
    private static double Place(Diagram diagram, MessageFlow flow, bool isSent)
    {
        var edge = diagram.Definitions.Descendants().FirstOrDefault(shape => shape.Name.LocalName == "BPMNEdge" && (string?)shape.Attribute("bpmnElement") == flow.Id);
        var points = edge?.Elements().Where(point => point.Name.LocalName == "waypoint").ToList() ?? [];
        var point = isSent ? points.FirstOrDefault() : points.LastOrDefault();
        return double.TryParse((string?)point?.Attribute("x"), CultureInfo.InvariantCulture, out var x) ? x : isSent ? 0 : 1;
    }
}
