using System.Xml.Linq;

namespace WorkflowItsm.Bpmn.Reading;

/// <summary>Small questions about flow nodes; which elements are flow nodes is in <see cref="ElementTable"/>.</summary>
internal static class NodeKinds
{
    /// <summary>Whether an element is a flow node.</summary>
    public static bool IsNode(XElement element) => element.Name.Namespace == BpmnXml.Model && ElementTable.IsNode(element.Name.LocalName);

    /// <summary>Whether a process may hold an element of this name that is no flow node.</summary>
    public static bool IsCompanion(XElement element) => ElementTable.IsCompanion(element.Name.LocalName);

    /// <summary>Whether a flow node holds others.</summary>
    public static bool HoldsNodes(string kind) => kind is "subProcess" or "transaction" or "adHocSubProcess";

    /// <summary>Whether a flow node is an activity: work, not an event or a gateway.</summary>
    public static bool IsActivity(string kind) => !IsEvent(kind) && !IsGateway(kind);

    /// <summary>Whether a flow node is an event.</summary>
    public static bool IsEvent(string kind) => kind.EndsWith("Event", StringComparison.Ordinal);

    /// <summary>Whether a flow node is a gateway.</summary>
    public static bool IsGateway(string kind) => kind.EndsWith("Gateway", StringComparison.Ordinal);
}
