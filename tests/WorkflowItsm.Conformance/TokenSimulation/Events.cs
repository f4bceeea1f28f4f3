using System.Xml.Linq;
using static WorkflowItsm.Conformance.TokenSimulation.Diagram;

namespace WorkflowItsm.Conformance.TokenSimulation;

/// <summary>
/// Events of the source carry hardly more than their symbol. Each gets what it needs to happen when it is triggered by name and not
/// otherwise; what refers to nothing refers to one common signal, error or escalation.
/// </summary>
internal static class Events
{
    private const string Unnamed = "host.unnamed";

    /// <summary>Rewrites all events.</summary>
    /// <param name="diagram">The diagram.</param>
    /// <param name="triggered">The elements that are triggered by name.</param>
    public static void Rewrite(Diagram diagram, IReadOnlySet<string> triggered)
    {
        // The source compares references and not codes or names.
        foreach (var declared in diagram.Definitions.Elements().Where(element => element.Name.Namespace == Ns))
            if (declared.Name.LocalName is "signal") declared.SetAttributeValue("name", Id(declared));
            else if (declared.Name.LocalName is "error" or "escalation") declared.SetAttributeValue($"{declared.Name.LocalName}Code", Id(declared));

        foreach (var node in diagram.Nodes.Where(node => node.Name.LocalName.EndsWith("Event", StringComparison.Ordinal)))
        {
            // Who triggers an event by name triggers all of it.
            node.Attribute("parallelMultiple")?.Remove();
            var catches = node.Name.LocalName is "startEvent" or "intermediateCatchEvent" or "boundaryEvent";
            foreach (var definition in TriggersOf(node)) Define(diagram, node, definition, catches);
            if (catches) Await(diagram, node, triggered.Contains(Id(node)));
            else Send(diagram, node);
        }
    }

    private static void Define(Diagram diagram, XElement node, XElement definition, bool catches)
    {
        switch (definition.Name.LocalName[..^"EventDefinition".Length])
        {
            case "message":
                definition.Elements().Remove();
                definition.SetAttributeValue("messageRef", diagram.Declare("message", $"{(catches ? "to" : "over")}.{Id(node)}"));
                break;
            case "timer":
                definition.ReplaceNodes(Repeats(node) ? new XElement(Ns + "timeCycle", "R/PT1H") : new XElement(Ns + "timeDuration", "PT1H"));
                break;
            case "conditional":
                definition.ReplaceNodes(new XElement(Ns + "condition", $"fired = \"{Id(node)}\""));
                // What follows must not find it fired again.
                Extend(node, new XElement(Ours + "output", new XAttribute("name", "fired"), new XAttribute("value", "null")));
                break;
            case "signal" when definition.Attribute("signalRef") is null:
                definition.SetAttributeValue("signalRef", diagram.Declare("signal", Unnamed));
                break;
            case "error" when !catches && definition.Attribute("errorRef") is null:
                definition.SetAttributeValue("errorRef", diagram.Declare("error", $"{Unnamed}.error"));
                break;
            case "link":
                definition.SetAttributeValue("name", $"link {(string?)node.Attribute("name") ?? (string?)definition.Attribute("name")}");
                break;
        }
    }

    /// <summary>A message to the event itself where nothing else could trigger it by name, and where a message flow leads to it.</summary>
    private static void Await(Diagram diagram, XElement node, bool triggered)
    {
        var isStart = Is(node, "startEvent");
        var ofProcess = isStart && Is(node.Parent!, "process");
        if (isStart && !ofProcess && !IsEventSubProcess(node.Parent!))
        {
            TriggersOf(node).Remove();
            return;
        }

        if (Has(node, "message") || Has(node, "link") || Has(node, "cancel") || Has(node, "compensate")) return;
        var reached = diagram.MessageFlows.Any(flow => flow.Target == Id(node));
        var silent = !ofProcess && !TriggersOf(node).Any();
        var byName = triggered && !ofProcess && !Has(node, "timer") && !Has(node, "conditional");
        if (reached || silent || byName) AddMessage(diagram, node, $"to.{Id(node)}");
    }

    /// <summary>One message for each message flow that leads from the event.</summary>
    private static void Send(Diagram diagram, XElement node)
    {
        var flows = diagram.MessageFlows.Where(flow => flow.Source == Id(node)).ToList();
        if (flows.Count == 0) return;
        node.Elements(Ns + "messageEventDefinition").Remove();
        foreach (var flow in flows) AddMessage(diagram, node, $"over.{flow.Id}");
    }

    private static void AddMessage(Diagram diagram, XElement node, string message) =>
        node.Add(new XElement(Ns + "messageEventDefinition", new XAttribute("messageRef", diagram.Declare("message", message))));

    private static void Extend(XElement node, XElement setting)
    {
        if (node.Element(Ns + "extensionElements") is { } extensions) extensions.Add(setting);
        else node.AddFirst(new XElement(Ns + "extensionElements", setting));
    }

    private static bool Repeats(XElement node) =>
        (string?)node.Attribute("cancelActivity") == "false" || ((string?)node.Attribute("isInterrupting") == "false" && IsEventSubProcess(node.Parent!));
}
