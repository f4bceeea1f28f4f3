using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Strict.Rules;

/// <summary>Where a level begins and ends explicitly, everything in it is on the way (10.5.2, 10.5.3). Events have rules of their own.</summary>
internal static class Connections
{
    public static readonly StrictRule[] Rules =
    [
        new("node-without-incoming", "10.5.2", "a flow that reaches it, because there is a start event", "Lead a sequence flow to it, or delete it.",
            model => from node in Nodes(model, "startEvent")
                     where !model.HasIncoming(node) && !node.Flag("instantiate", false)
                     select new Offence(node, "no incoming sequence flow")),
        new("node-without-outgoing", "10.5.3", "a flow that leaves it, because there is an end event", "Lead a sequence flow from here to an end event or to a step that reaches one.",
            model => from node in Nodes(model, "endEvent")
                     where !model.HasOutgoing(node)
                     select new Offence(node, "no outgoing sequence flow")),
    ];

    private static IEnumerable<XElement> Nodes(StrictModel model, string kind) =>
        from scope in model.Of(Kinds.Containers)
        where scope.Part(kind) is not null
        from node in scope.Parts()
        where node.Is(Kinds.FlowNodes) && !node.Is(Kinds.Events) && !node.IsForCompensation() && !node.IsEventSubProcess()
        select node;
}
