using System.Collections.Frozen;
using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Strict;

/// <summary>A reference attribute, or a part whose text is a reference, and what it may lead to.</summary>
/// <param name="Name">The name of the attribute or part.</param>
/// <param name="Owners">The elements that have it; null for all.</param>
/// <param name="Targets">What it may lead to; null for any element.</param>
/// <param name="What">That in words, as it follows the word "expected".</param>
internal sealed record ReferenceKind(string Name, FrozenSet<string>? Owners, FrozenSet<string>? Targets, Sentence What);

/// <summary>A reference of the file.</summary>
internal sealed record Reference(XElement At, ReferenceKind Kind, string Text, XElement? Target);

/// <summary>
/// Every reference inside the metamodel that the schema writes as QName or IDREF. References to types and implementations
/// outside of BPMN (<c>structureRef</c> of an item definition, <c>implementationRef</c>, <c>type</c>) are not judged; what an expression
/// evaluates to is an item definition (8.4.6), or else the type that tools write there instead.
/// </summary>
internal static class ReferenceTable
{
    private const string TypeOfExpression = "evaluatesToTypeRef";

    private static readonly ReferenceKind[] _kinds =
    [
        .. Each("incoming outgoing default", "sequenceFlow", "a sequence flow"),
        Of("sourceRef", "sequenceFlow", Kinds.FlowNodes, "an activity, an event or a gateway"),
        Of("targetRef", "sequenceFlow", Kinds.FlowNodes, "an activity, an event or a gateway"),
        Of("sourceRef", "messageFlow", Kinds.InteractionNodes, "a pool, an activity or an event"),
        Of("targetRef", "messageFlow", Kinds.InteractionNodes, "a pool, an activity or an event"),
        Of("sourceRef", "conversationLink", Kinds.InteractionNodes, "a pool, a conversation, an activity or an event"),
        Of("targetRef", "conversationLink", Kinds.InteractionNodes, "a pool, a conversation, an activity or an event"),
        Of("sourceRef", "association", null, "an element"),
        Of("targetRef", "association", null, "an element"),
        Of("sourceRef", "dataInputAssociation dataOutputAssociation", Kinds.ItemAware, "data"),
        Of("targetRef", "dataInputAssociation dataOutputAssociation", Kinds.ItemAware, "data"),
        Of("attachedToRef", null, Kinds.Activities, "an activity"),
        Of("activityRef", null, Kinds.Activities, "an activity"),
        Of("calledElement", null, Kinds.Callables, "a process or a global task"),
        Of("calledChoreographyRef", null, Kinds.Choreographies, "a choreography"),
        Of("choreographyRef", null, Kinds.Choreographies, "a choreography"),
        Of("calledCollaborationRef", null, Kinds.Collaborations, "a collaboration"),
        Of("definitionalCollaborationRef", null, Kinds.Collaborations, "a collaboration"),
        .. Each("innerConversationNodeRef outerConversationNodeRef", "conversation subConversation callConversation", "a conversation"),
        .. Each("categoryValueRef", "categoryValue", "a value of a category"),
        .. Each("participantRef initiatingParticipantRef innerParticipantRef outerParticipantRef", "participant", "a participant"),
        .. Each("messageFlowRef innerMessageFlowRef outerMessageFlowRef", "messageFlow", "a message flow"),
        .. Each("correlationPropertyRef", "correlationProperty", "a correlation property"),
        .. Each("correlationKeyRef", "correlationKey", "a correlation key"),
        .. Each("messageRef inMessageRef outMessageRef", "message", "a message"),
        .. Each("errorRef", "error", "an error"),
        .. Each("escalationRef", "escalation", "an escalation"),
        .. Each("signalRef", "signal", "a signal"),
        .. Each("operationRef", "operation", "an operation"),
        .. Each("interfaceRef supportedInterfaceRef", "interface", "an interface"),
        .. Each("endPointRef", "endPoint", "an end point"),
        .. Each("itemRef itemSubjectRef", "itemDefinition", "an item definition"),
        .. Each(TypeOfExpression, "itemDefinition", "an item definition or a type of XML Schema"),
        Of("structureRef", "signal error escalation", FrozenSet.Create(StringComparer.Ordinal, "itemDefinition"), "an item definition"),
        .. Each("dataObjectRef", "dataObject", "a data object"),
        .. Each("dataStoreRef", "dataStore", "a data store"),
        .. Each("dataInputRefs optionalInputRefs whileExecutingInputRefs", "dataInput", "a data input"),
        .. Each("dataOutputRefs optionalOutputRefs whileExecutingOutputRefs", "dataOutput", "a data output"),
        .. Each("outputSetRefs", "outputSet", "an output set"),
        .. Each("inputSetRefs", "inputSet", "an input set"),
        .. Each("inputDataRef", "dataInput inputSet", "a data input"),
        .. Each("outputDataRef", "dataOutput outputSet", "a data output"),
        Of("loopDataInputRef", null, Kinds.ItemAware, "data"),
        Of("loopDataOutputRef", null, Kinds.ItemAware, "data"),
        .. Each("processRef supports", "process", "a process"),
        Of("flowNodeRef", null, Kinds.FlowNodes, "an activity, an event or a gateway"),
        Of("partitionElementRef", null, null, "an element"),
        .. Each("source target", "linkEventDefinition", "a link definition", "linkEventDefinition"),
        Of("eventDefinitionRef", null, Kinds.EventDefinitions, "an event definition"),
        Of("oneBehaviorEventRef", null, Kinds.EventDefinitions, "an event definition"),
        Of("noneBehaviorEventRef", null, Kinds.EventDefinitions, "an event definition"),
        .. Each("resourceRef", "resource", "a resource"),
        .. Each("parameterRef", "resourceParameter", "a parameter of a resource"),
    ];

    private static readonly FrozenDictionary<string, ReferenceKind[]> _byName =
        _kinds.GroupBy(kind => kind.Name).ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    /// <summary>Every reference of a file, in its order.</summary>
    public static IEnumerable<Reference> In(StrictModel model)
    {
        foreach (var element in model.Elements)
        {
            foreach (var attribute in element.Attributes())
                if (Kind(attribute.Name, element) is { } kind && element.Text(attribute.Name) is { } text && !(kind.Name == TypeOfExpression && OutsideTypes.Has(model, element, text)))
                    yield return new(element, kind, text, model.Resolve(element, text));
            if (element.Parent is { } owner && Kind(element.Name.LocalName, owner) is { } part && element.Name.Namespace == BpmnXml.Model)
                yield return new(element, part, element.Value.Trim(), model.Target(element));
        }
    }

    private static ReferenceKind? Kind(XName name, XElement owner) => name.NamespaceName.Length == 0 && _byName.TryGetValue(name.LocalName, out var kinds)
        ? Array.Find(kinds, kind => kind.Owners is null || owner.Is(kind.Owners))
        : null;

    private static ReferenceKind Of(string name, string? owners, FrozenSet<string>? targets, Sentence what) =>
        new(name, owners?.Split(' ').ToFrozenSet(StringComparer.Ordinal), targets, what);

    private static IEnumerable<ReferenceKind> Each(string names, string targets, Sentence what, string? owners = null) =>
        names.Split(' ').Select(name => Of(name, owners, targets.Split(' ').ToFrozenSet(StringComparer.Ordinal), what));
}
