using System.Xml.Linq;
using static WorkflowItsm.Conformance.TokenSimulation.Diagram;

namespace WorkflowItsm.Conformance.TokenSimulation;

/// <summary>The source asks no conditions: a gateway is told which flows it takes. The variable <c>active</c> is the list of those flows.</summary>
internal static class Choices
{
    /// <summary>Rewrites all gateways and takes all other conditions away.</summary>
    /// <param name="diagram">The diagram.</param>
    /// <param name="chosen">The gateways whose choice is told.</param>
    public static void Rewrite(Diagram diagram, IReadOnlySet<string> chosen)
    {
        diagram.Definitions.Descendants(Ns + "conditionExpression").ToList().ForEach(condition => condition.Remove());
        foreach (var node in diagram.Nodes)
        {
            node.Attribute("default")?.Remove();
            var flows = Outgoing(node).ToList();
            if (flows.Count < 2 || node.Name.LocalName is not ("exclusiveGateway" or "inclusiveGateway" or "complexGateway")) continue;
            if (chosen.Contains(Id(node))) flows.ForEach(flow => Ask(flow, $"list contains(active, \"{Id(flow)}\")"));
            else if (Is(node, "exclusiveGateway")) flows.ForEach(flow => Ask(flow, flow == flows[0] ? "true" : "false"));
        }
    }

    private static void Ask(XElement flow, string condition) => flow.Add(new XElement(Ns + "conditionExpression", condition));
}
