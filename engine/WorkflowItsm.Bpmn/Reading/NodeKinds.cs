using System.Collections.Frozen;
using System.Xml.Linq;

namespace WorkflowItsm.Bpmn.Reading;

/// <summary>Which elements of BPMN are flow nodes, and what a process may hold besides.</summary>
internal static class NodeKinds
{
    private static readonly FrozenSet<string> Nodes = FrozenSet.Create(
        "startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent", "implicitThrowEvent",
        "task", "manualTask", "userTask", "serviceTask", "scriptTask", "businessRuleTask", "sendTask", "receiveTask",
        "subProcess", "transaction", "adHocSubProcess", "callActivity",
        "exclusiveGateway", "parallelGateway", "inclusiveGateway", "complexGateway", "eventBasedGateway");

    /// <summary>What else a process or sub-process may hold (BPMN 2.0, 10.2 and 8.4); none of it moves a token.</summary>
    private static readonly FrozenSet<string> Companions = FrozenSet.Create(
        "sequenceFlow", "documentation", "extensionElements", "laneSet", "association", "group", "textAnnotation",
        "dataObject", "dataObjectReference", "dataStoreReference", "property", "ioSpecification", "ioBinding",
        "dataInputAssociation", "dataOutputAssociation", "auditing", "monitoring", "supports", "correlationSubscription",
        "supportedInterfaceRef", "resourceRole", "performer", "humanPerformer", "potentialOwner",
        "incoming", "outgoing", "multiInstanceLoopCharacteristics", "standardLoopCharacteristics",
        "completionCondition");

    /// <summary>Whether an element is a flow node.</summary>
    public static bool IsNode(XElement element) => element.Name.Namespace == BpmnXml.Model && Nodes.Contains(element.Name.LocalName);

    /// <summary>Whether a process may hold an element of this name that is no flow node.</summary>
    public static bool IsCompanion(XElement element) => Companions.Contains(element.Name.LocalName);

    /// <summary>Whether a flow node holds others.</summary>
    public static bool HoldsNodes(string kind) => kind is "subProcess" or "transaction" or "adHocSubProcess";

    /// <summary>Whether a flow node is an activity: work, not an event or a gateway.</summary>
    public static bool IsActivity(string kind) => !IsEvent(kind) && !IsGateway(kind);

    /// <summary>Whether a flow node is an event.</summary>
    public static bool IsEvent(string kind) => kind.EndsWith("Event", StringComparison.Ordinal);

    /// <summary>Whether a flow node is a gateway.</summary>
    public static bool IsGateway(string kind) => kind.EndsWith("Gateway", StringComparison.Ordinal);
}
