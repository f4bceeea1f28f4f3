using System.Globalization;
using System.Xml.Linq;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Reading;

/// <summary>Turns the XML of one process into its drawing: scopes, nodes, flows between them, events on borders.</summary>
internal sealed class DrawingReader(References references, FindingList findings)
{
    private readonly Dictionary<string, DrawnNode> _nodes = new(StringComparer.Ordinal);
    private int _nameless;

    /// <summary>Reads a process; ends of flows that do not exist are findings and the flow is left out.</summary>
    public DrawnScope Read(XElement process)
    {
        var root = new DrawnScope(process, IdOf(process), holder: null);
        ReadNodes(root);
        foreach (var scope in root.AllScopes())
        {
            foreach (var flow in scope.Element.Elements(BpmnXml.Model + "sequenceFlow")) ReadFlow(scope, flow);
            foreach (var node in scope.Nodes) Order(node);
            foreach (var node in scope.Nodes.Where(node => node.Kind == "boundaryEvent")) Attach(node);
            Lead(scope);
        }
        return root;
    }

    private void ReadNodes(DrawnScope scope)
    {
        foreach (var part in scope.Element.Parts())
        {
            if (NodeKinds.IsNode(part))
            {
                var node = new DrawnNode(part, IdOf(part), scope, scope.Nodes.Count) { Definitions = [.. references.EventDefinitionsOf(part)] };
                scope.Nodes.Add(node);
                _nodes.TryAdd(node.Id, node);
                if (!NodeKinds.HoldsNodes(node.Kind)) continue;
                node.Inside = new DrawnScope(part, node.Id, node);
                ReadNodes(node.Inside);
            }
            else if (!NodeKinds.IsCompanion(part))
            {
                findings.Error("unknown-element", part,
                    $"found {Words.Within(part)}, which is no element of a BPMN 2.0 process.",
                    "Correct the name of the element; BPMN's names are case-sensitive, such as userTask.");
            }
        }
    }

    private void ReadFlow(DrawnScope scope, XElement flow)
    {
        var id = IdOf(flow);
        var source = End(scope, flow, "sourceRef", "begins");
        var target = End(scope, flow, "targetRef", "ends");
        if (source is null || target is null) return;
        var drawn = new DrawnFlow(flow, id, source, target);
        scope.Flows.Add(drawn);
        source.Outgoing.Add(drawn);
        target.Incoming.Add(drawn);
    }

    /// <summary>The outgoing flows of a node are an ordered collection, and in that order their conditions are asked; flows that it does not list come last.</summary>
    private static void Order(DrawnNode node)
    {
        if (node.Outgoing.Count < 2) return;
        var listed = node.Element.Elements(BpmnXml.Model + "outgoing").Select(flow => BpmnXml.LocalPart(flow.Value.Trim())).ToList();
        var ordered = node.Outgoing.OrderBy(flow => listed.IndexOf(flow.Id) is >= 0 and var place ? place : listed.Count).ToList();
        node.Outgoing.Clear();
        node.Outgoing.AddRange(ordered);
    }

    /// <summary>Ways without a flow: from a link to its other end, from a compensation event to what undoes the work.</summary>
    private void Lead(DrawnScope scope)
    {
        var ends = scope.Nodes.Where(node => node is { Kind: "intermediateCatchEvent", Link: not null }).ToLookup(node => node.Link!, StringComparer.Ordinal);
        foreach (var node in scope.Nodes)
        {
            if (node is { Kind: "intermediateThrowEvent", Link: { } link }) node.Leads.AddRange(ends[link]);
            if (node.Kind == "boundaryEvent" && node.Has("compensate"))
                node.Leads.AddRange(references.AssociatedWith(node.Id).Select(id => _nodes.GetValueOrDefault(id)).OfType<DrawnNode>().Where(other => other.Scope == scope));
        }
    }

    private DrawnNode? End(DrawnScope scope, XElement flow, string attribute, string verb)
    {
        if (flow.Reference(attribute) is not { } id)
        {
            findings.Error("dangling-flow", flow, $"found no {attribute}, expected the id of the element where the flow {Sentence.Term(verb)}.",
                "Connect both ends of the flow, or delete it.");
            return null;
        }
        if (!_nodes.TryGetValue(id, out var node))
        {
            findings.Error("dangling-flow", flow, $"found {attribute} \"{Words.Short(id)}\", but no element of this process has that id.",
                "Connect both ends of the flow, or delete it.");
            return null;
        }
        if (node.Scope == scope) return node;
        findings.Error("flow-crosses-scope", flow,
            $"found {attribute} {Words.Within(node.Element)}, which lies in {Words.Within(node.Scope.Element)}; expected an element of {Words.Within(scope.Element)}, because a sequence flow stays in its process or sub-process.",
            "Let the flow begin and end at the border of the sub-process, or at elements beside each other.");
        return null;
    }

    private void Attach(DrawnNode node)
    {
        const string cure = "Drag the event onto the border of an activity.";
        if (node.Element.Reference("attachedToRef") is not { } id)
            findings.Error("boundary-not-attached", node.Element,
                "found no attachedToRef, expected the id of the activity on whose border the event sits.",
                cure);
        else if (!_nodes.TryGetValue(id, out var host) || host.Scope != node.Scope)
            findings.Error("boundary-not-attached", node.Element,
                $"found attachedToRef \"{Words.Short(id)}\", but no activity beside the event has that id.", cure);
        else if (!NodeKinds.IsActivity(host.Kind) || host.IsEventSubProcess)
            findings.Error("boundary-not-attached", node.Element,
                $"found attachedToRef {Words.Within(host.Element)}, expected an activity: a task or a sub-process.",
                cure);
        else
        {
            node.Host = host;
            host.Boundaries.Add(node);
        }
    }

    /// <summary>An element without an id gets a name that no file can hold, so that the other checks can go on.</summary>
    private string IdOf(XElement element)
    {
        if (element.Text("id") is { } id) return id;
        findings.Error("missing-id", element, "found no id, expected one that is unique in the file.", "Give the element an id.");
        return string.Create(CultureInfo.InvariantCulture, $" {_nameless++}");
    }
}
