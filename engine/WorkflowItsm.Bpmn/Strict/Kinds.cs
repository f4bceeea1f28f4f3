using System.Collections.Frozen;
using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Strict;

/// <summary>The classes of the metamodel, as the names of the elements that belong to them.</summary>
internal static class Kinds
{
    public static readonly FrozenSet<string> SubProcesses = Set("subProcess adHocSubProcess transaction");
    public static readonly FrozenSet<string> Activities =
        [.. SubProcesses, .. Set("task manualTask userTask serviceTask sendTask receiveTask scriptTask businessRuleTask callActivity")];
    public static readonly FrozenSet<string> ChoreographyActivities = Set("choreographyTask subChoreography callChoreography");
    public static readonly FrozenSet<string> Gateways = Set("exclusiveGateway inclusiveGateway parallelGateway complexGateway eventBasedGateway");
    public static readonly FrozenSet<string> CatchEvents = Set("startEvent intermediateCatchEvent boundaryEvent");
    public static readonly FrozenSet<string> ThrowEvents = Set("intermediateThrowEvent endEvent implicitThrowEvent");
    public static readonly FrozenSet<string> Events = [.. CatchEvents, .. ThrowEvents];
    public static readonly FrozenSet<string> FlowNodes = [.. Activities, .. ChoreographyActivities, .. Gateways, .. Events];
    public static readonly FrozenSet<string> Artifacts = Set("association group textAnnotation");
    public static readonly FrozenSet<string> EventDefinitions = Set(
        "messageEventDefinition timerEventDefinition errorEventDefinition escalationEventDefinition cancelEventDefinition "
        + "compensateEventDefinition conditionalEventDefinition linkEventDefinition signalEventDefinition terminateEventDefinition");
    public static readonly FrozenSet<string> GlobalTasks = Set("globalTask globalBusinessRuleTask globalManualTask globalScriptTask globalUserTask");
    public static readonly FrozenSet<string> Callables = [.. GlobalTasks, "process"];
    public static readonly FrozenSet<string> Choreographies = Set("choreography globalChoreographyTask");
    public static readonly FrozenSet<string> Collaborations = [.. Choreographies, .. Set("collaboration globalConversation")];
    public static readonly FrozenSet<string> ConversationNodes = Set("conversation subConversation callConversation");
    public static readonly FrozenSet<string> InteractionNodes = [.. Activities, .. Events, .. ChoreographyActivities, .. ConversationNodes, "participant"];
    public static readonly FrozenSet<string> ItemAware = Set(
        "dataInput dataOutput dataObject dataObjectReference dataStore dataStoreReference property inputDataItem outputDataItem");
    public static readonly FrozenSet<string> ResourceRoles = Set("resourceRole performer humanPerformer potentialOwner");
    public static readonly FrozenSet<string> Containers = [.. SubProcesses, .. Choreographies, "process", "subChoreography"];

    /// <summary>Whether an element belongs to a class.</summary>
    public static bool Is(this XElement? element, FrozenSet<string> kinds) => element is not null && element.Name.Namespace == BpmnXml.Model && kinds.Contains(element.Name.LocalName);

    /// <summary>Whether an element is of one kind.</summary>
    public static bool Is(this XElement? element, string kind) => element is not null && element.Name == BpmnXml.Model + kind;

    public static bool IsEventSubProcess(this XElement? element) => element.Is("subProcess") && element!.Flag("triggeredByEvent", false);

    public static bool IsForCompensation(this XElement element) => element.Is(Activities) && element.Flag("isForCompensation", false);

    private static FrozenSet<string> Set(string names) => names.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
