using System.Xml.Linq;
using static WorkflowItsm.Conformance.TokenSimulation.Diagram;

namespace WorkflowItsm.Conformance.TokenSimulation;

/// <summary>
/// How a way begins and ends. The source begins at start events and besides at every node that no flow leads to, and ends wherever no flow
/// leads on; BPMN allows either, but not both in one process (10.5.2, 10.5.3), so that the missing flows are drawn.
/// </summary>
internal static class Ways
{
    /// <summary>Rewrites all processes and sub-processes.</summary>
    /// <param name="diagram">The diagram.</param>
    /// <param name="stops">The activities at which tokens stop.</param>
    public static void Rewrite(Diagram diagram, IReadOnlySet<string> stops)
    {
        foreach (var scope in diagram.Scopes)
        {
            if (Is(scope, "adHocSubProcess")) continue;
            var starts = NodesOf(scope).Where(node => Is(node, "startEvent")).ToList();
            var others = NodesOf(scope).Where(BeginsUndrawn).ToList();
            if (Is(scope, "process"))
            {
                scope.SetAttributeValue("isExecutable", starts.Count + others.Count > 0);
                foreach (var start in starts) Lead(diagram, start, others);
            }
            else if (IsEventSubProcess(scope))
            {
                if (starts is [var start, ..]) Lead(diagram, start, others);
            }
            else if (starts.Count > 1 || stops.Contains(Id(scope)))
            {
                BeginAnew(diagram, scope, starts, others, stops.Contains(Id(scope)));
            }
            else if (starts is [var start])
            {
                Lead(diagram, start, others);
            }

            End(diagram, scope);
            LetCirclesEnd(diagram, scope);
        }
    }

    /// <summary>One start of the runner's own before all that begin the sub-process, and a pause where tokens stop at it.</summary>
    private static void BeginAnew(Diagram diagram, XElement scope, List<XElement> starts, List<XElement> others, bool stops)
    {
        var first = diagram.Add(scope, "startEvent");
        if (stops)
        {
            var pause = diagram.Add(scope, "userTask");
            diagram.Owners[Id(pause)] = Id(scope);
            diagram.Connect(first, pause);
            first = pause;
        }

        foreach (var start in starts) start.Name = Ns + "intermediateThrowEvent";
        Lead(diagram, first, starts.Concat(others));
    }

    private static void Lead(Diagram diagram, XElement first, IEnumerable<XElement> others)
    {
        foreach (var other in others) diagram.Connect(first, other);
    }

    private static void End(Diagram diagram, XElement scope)
    {
        if (!NodesOf(scope).Any(node => Is(node, "endEvent"))) return;
        foreach (var node in NodesOf(scope).Where(EndsUndrawn)) diagram.Connect(node, diagram.Add(scope, "endEvent"));
    }

    /// <summary>
    /// A way that only goes round in circles is refused, unless something beside it could end it: an event sub-process whose message nobody sends.
    /// </summary>
    private static void LetCirclesEnd(Diagram diagram, XElement scope)
    {
        var nodes = NodesOf(scope).Where(node => !IsBeside(node)).ToList();
        var ending = nodes.Where(node => !Outgoing(node).Any()).Select(Id).ToHashSet(StringComparer.Ordinal);
        while (nodes.Any(node => !ending.Contains(Id(node)) && Outgoing(node).Any(flow => ending.Contains((string?)flow.Attribute("targetRef") ?? "")) && ending.Add(Id(node))))
        {
        }

        if (nodes.TrueForAll(node => ending.Contains(Id(node)))) return;
        var beside = diagram.Add(scope, "subProcess");
        beside.SetAttributeValue("triggeredByEvent", true);
        var start = diagram.Add(beside, "startEvent");
        start.Add(new XElement(Ns + "messageEventDefinition", new XAttribute("messageRef", diagram.Declare("message", "host.never"))));
        diagram.Connect(start, diagram.Add(beside, "endEvent"));
    }

    private static bool BeginsUndrawn(XElement node) =>
        !Is(node, "startEvent") && !Is(node, "boundaryEvent") && !IsBeside(node) && !(Is(node, "intermediateCatchEvent") && Has(node, "link")) && !Incoming(node).Any();

    private static bool EndsUndrawn(XElement node) =>
        !Is(node, "endEvent") && !IsBeside(node) && !(Is(node, "intermediateThrowEvent") && Has(node, "link"))
        && !(Is(node, "boundaryEvent") && Has(node, "compensate")) && !Outgoing(node).Any();

    /// <summary>What no flow reaches or leaves by its nature.</summary>
    private static bool IsBeside(XElement node) => IsEventSubProcess(node) || Flag(node, "isForCompensation");
}
